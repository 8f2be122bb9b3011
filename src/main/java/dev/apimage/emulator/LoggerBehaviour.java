package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Loggers (REST reference, Logger – Create Or Update). */
final class LoggerBehaviour extends Behaviour {
  private static final List<String> METHODS =
      List.of("systemAssigned", "identityClientId", "connectionString", "instrumentationKey");

  LoggerBehaviour() {
    super("Logger");
  }

  @Override
  void check(Change change) {
    ObjectNode logger = change.properties();
    Json.defaultTo(logger, "isBuffered", true);
    JsonNode credentials = logger.path("credentials");
    complete(change.text("loggerType"), credentials);
    if (credentials instanceof ObjectNode given) {
      for (var credential : credentials.properties()) {
        AutoNamedValue.checkLogger(change, credential.getValue().asText());
      }
      ObjectNode stored =
          change.stored().path("credentials") instanceof ObjectNode before ? before : Json.object();
      for (String secret : List.of("connectionString", "instrumentationKey")) {
        AutoNamedValue.lift(change, given, stored, secret, "Logger-Credentials--");
      }
    }
  }

  private static void complete(String type, JsonNode credentials) {
    if (type.equalsIgnoreCase("azureEventHub") && !Json.has(credentials, "name")) {
      throw Refusal.field("credentials", "'Credentials' does not contain 'name'.");
    }
    if (!type.equalsIgnoreCase("azureMonitor")
        && METHODS.stream().noneMatch(method -> Json.has(credentials, method))) {
      throw Refusal.field(
          "credentials",
          "'Credentials' does not contain at least one of expected connection methods: "
              + String.join(",", METHODS));
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
