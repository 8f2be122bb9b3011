package dev.apimage.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmException;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.SecretReader;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fetches every secret that a service gives out to somebody with all permissions, into memory only.
 * Knows by itself where they are (REST reference of API Management, 2024-05-01): what the reading
 * rooms take for a secret plays no part.
 */
public final class SecretFetcher {
  private static final String KEYS = "subscription keys";
  private static final String SERVERS = "authorization servers";
  private static final String DELEGATION = "delegation keys";

  /** A collection whose members give secrets by a POST, and what people call these. */
  private record Members(String collection, String action, String kind) {}

  /** In the service and in each workspace of it. */
  private static final List<Members> EVERYWHERE =
      List.of(
          new Members("subscriptions", "listSecrets", KEYS),
          new Members("namedValues", "listValue", "secret named values"));

  private static final List<Members> IN_THE_SERVICE =
      List.of(
          new Members("gateways", "listKeys", "gateway keys"),
          new Members("tenant", "listSecrets", "tenant access keys"),
          new Members("authorizationServers", "listSecrets", SERVERS),
          new Members("openidConnectProviders", "listSecrets", "OpenID Connect providers"),
          new Members("identityProviders", "listSecrets", "identity providers"));

  private static final Set<String> HARMLESS =
      Set.of("id", "enabled", "principalId", "url", "location");

  /** What stands beside secrets in the answer to a GET. */
  private static final Set<String> HARMLESS_IN_CLEAR =
      Set.of("url", "scheme", "endpointAddress", "identityClientId", "name");

  /** Ids and thumbprints of certificates, in a backend's credentials. */
  private static final Set<String> CERTIFICATES = Set.of("certificate", "certificateIds");

  private final ArmReader reader;
  private final SecretReader secrets;
  private final List<RealSecret> found = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();

  private SecretFetcher(ArmConnection connection) {
    this.reader = connection.reader();
    this.secrets = connection.secrets();
  }

  /**
   * What was fetched.
   *
   * @param secrets each with its place
   * @param notes what the service would not give
   */
  public record Fetched(List<RealSecret> secrets, List<Problem> notes) {
    /** With nothing fetched. */
    public static final Fetched NOTHING = new Fetched(List.of(), List.of());

    public Fetched {
      secrets = List.copyOf(secrets);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Fetches.
   *
   * @param folder what is published or extracted as the service's image; its policies' holes say
   *     where people typed secrets into texts
   * @throws ArmException if the service does not answer, or a permission is missing
   */
  public static Fetched all(ArmConnection connection, Snapshot folder) {
    SecretFetcher fetcher = new SecretFetcher(connection);
    connection.reader().get("", Map.of());
    fetcher.keys("");
    IN_THE_SERVICE.forEach(fetcher::members);
    fetcher.action("portalsettings/delegation", "listSecrets", DELEGATION);
    fetcher.inClear("portalconfigs", DELEGATION, "delegation.validationKey");
    fetcher.credentials("");
    fetcher.inClear("caches", "cache credentials", "connectionString");
    fetcher.inClear(
        "authorizationServers",
        SERVERS,
        "resourceOwnerUsername",
        "resourceOwnerPassword",
        "tokenBodyParameters");
    for (ObjectNode workspace : fetcher.list("workspaces", "workspaces")) {
      String prefix = "workspaces/" + workspace.path("name").asText() + "/";
      fetcher.keys(prefix);
      fetcher.credentials(prefix);
    }
    fetcher.found.addAll(TypedIn.of(fetcher.reader, folder));
    return new Fetched(fetcher.found, fetcher.notes);
  }

  /** The keys of a service's subscriptions, but for the one of all APIs that each service has. */
  public static List<RealSecret> subscriptionKeys(ArmConnection connection) {
    SecretFetcher fetcher = new SecretFetcher(connection);
    fetcher.members(EVERYWHERE.get(0));
    return fetcher.found.stream()
        .filter(secret -> !secret.place().startsWith("subscriptions/master "))
        .toList();
  }

  private void keys(String prefix) {
    for (Members each : EVERYWHERE) {
      members(new Members(prefix + each.collection(), each.action(), each.kind()));
    }
  }

  private void credentials(String prefix) {
    inClear(prefix + "backends", "backend credentials", "credentials", "proxy");
    inClear(prefix + "loggers", "logger credentials", "credentials");
  }

  private void members(Members of) {
    for (ObjectNode member : list(of.collection(), of.kind())) {
      boolean plain =
          of.action().equals("listValue") && !member.path("properties").path("secret").asBoolean();
      if (!plain) {
        action(of.collection() + "/" + member.path("name").asText(), of.action(), of.kind());
      }
    }
  }

  private void action(String path, String action, String kind) {
    try {
      secrets
          .fetch(path + "/" + action)
          .forEach(
              (property, value) -> {
                if (!HARMLESS.contains(property)) {
                  found.add(new RealSecret(kind, path + " " + property, value));
                }
              });
    } catch (ArmException e) {
      missing(e, path);
    }
  }

  /** What GET shows as it is. */
  private void inClear(String collection, String kind, String... positions) {
    for (ObjectNode member : list(collection, kind)) {
      String path = collection + "/" + member.path("name").asText();
      for (String position : positions) {
        JsonNode node = Position.parse(position).in(member.path("properties"));
        leaves(kind, path + " " + position, node);
      }
    }
  }

  private void leaves(String kind, String place, JsonNode node) {
    if (node.isTextual() && isSecret(node.asText())) {
      found.add(new RealSecret(kind, place, new Secret(node.asText())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(kind, place + "[" + i + "]", node.get(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (!isHarmless(place, entry.getKey(), entry.getValue())) {
          leaves(kind, place + "." + entry.getKey(), entry.getValue());
        }
      }
    }
  }

  /** Headers may have any name, but their values are lists. */
  private static boolean isHarmless(String place, String name, JsonNode value) {
    return (HARMLESS_IN_CLEAR.contains(name) && !value.isContainerNode())
        || (CERTIFICATES.contains(name) && place.endsWith(" credentials"));
  }

  /** References and masks are no secrets. */
  private static boolean isSecret(String text) {
    return !text.isEmpty() && !text.contains("{{") && !text.contains("****");
  }

  private List<ObjectNode> list(String collection, String kind) {
    try (Stream<ObjectNode> items = reader.list(collection, Map.of())) {
      return items.toList();
    } catch (ArmException e) {
      if (!e.isTierRefusal()) {
        missing(e, kind);
      }
      return List.of();
    }
  }

  /** One secret less is told; a missing permission ends it all. */
  private void missing(ArmException e, String what) {
    if (e.toProblem().code() != Code.REQUEST_FAILED) {
      throw e;
    }
    if (e.status() != 404) {
      notes.add(
          Problem.warning(
              Code.NOT_SEARCHED,
              what + " could not be fetched: " + e.status() + " " + e.errorCode()));
    }
  }
}
