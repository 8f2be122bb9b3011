package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Loggers (REST reference, Logger – Create Or Update). */
final class LoggerBehaviour extends Behaviour {
  LoggerBehaviour() {
    super("Logger");
  }

  @Override
  void check(Change change) {
    ObjectNode logger = change.properties();
    Json.defaultTo(logger, "isBuffered", true);
    JsonNode credentials = logger.path("credentials");
    String type = Store.lower(change.text("loggerType"));
    boolean complete =
        switch (type) {
          case "applicationinsights" ->
              Json.has(credentials, "connectionString")
                  || Json.has(credentials, "instrumentationKey");
          case "azureeventhub" ->
              Json.has(credentials, "name")
                  && (Json.has(credentials, "connectionString")
                      || Json.has(credentials, "endpointAddress"));
          default -> true;
        };
    if (!complete) {
      throw Refusal.field("credentials", "Properties specified are missing");
    }
    if (credentials instanceof ObjectNode given) {
      for (var credential : credentials.properties()) {
        AutoNamedValue.check(change, credential.getValue().asText(), "credentials", true);
      }
      ObjectNode stored =
          change.stored().path("credentials") instanceof ObjectNode before ? before : Json.object();
      for (String secret : List.of("connectionString", "instrumentationKey")) {
        AutoNamedValue.lift(change, given, stored, secret, "Logger-Credentials--");
      }
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    List<String> users =
        new ArrayList<>(Usage.holding(place, "diagnostics", "loggerId", "/" + entity.path()));
    users.addAll(Usage.policies(place, PolicyReference.Type.LOGGER, entity.name()));
    Usage.refuse(users, "The Logger '" + entity.name() + "'");
  }
}
