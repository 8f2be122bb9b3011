package dev.apimage.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.apimage.Made;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Folders over many kinds that a service can hold, made at random from few names, so that any two
 * of them meet: what is there in both, what is moved, renamed, linked otherwise, what is gone. The
 * same for the same seed.
 */
final class RandomFolder {
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Random random;
  private final Map<Address, Resource> all = new TreeMap<>();

  private RandomFolder(Random random) {
    this.random = random;
  }

  /** A folder that holds what nobody ever deletes of another one. */
  static Snapshot of(long seed, Snapshot before) {
    RandomFolder folder = new RandomFolder(new Random(seed));
    folder.references();
    folder.backends();
    folder.fragments();
    folder.apis();
    folder.products();
    folder.subscriptions(before);
    return Snapshot.of(folder.all.values());
  }

  private boolean maybe(double chance) {
    return random.nextDouble() < chance;
  }

  private <T> T one(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Some of them, each spelled as it is or in capitals. */
  private List<String> some(List<String> names) {
    return names.stream().filter(n -> maybe(0.6)).map(this::spelled).toList();
  }

  private String spelled(String name) {
    return maybe(0.1) ? name.toUpperCase(Locale.ROOT) : name;
  }

  /** As many values that nobody shares as there are names. */
  private List<String> dealt(String prefix) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= NAMES.size() + 2; i++) {
      values.add(prefix + i);
    }
    if (maybe(0.4)) {
      Collections.swap(values, random.nextInt(3), 3 + random.nextInt(2));
    }
    if (maybe(0.2)) {
      Collections.rotate(values, 1);
    }
    return values;
  }

  private void put(String address, String yaml) {
    Resource resource =
        yaml.isEmpty()
            ? Resource.of(Address.parse(address), JsonNodeFactory.instance.objectNode())
            : Made.resource(address, yaml);
    all.put(resource.address(), resource);
  }

  private List<String> names(String collection) {
    return all.keySet().stream()
        .filter(a -> a.isTop() && !a.isSingleton() && a.collection().equals(collection))
        .map(Address::name)
        .toList();
  }

  private static String list(List<String> names) {
    return names.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  private String maybeSays(String key) {
    return maybe(0.5) ? key + ": " + key + random.nextInt(3) + "\n" : "";
  }

  private void references() {
    List<String> displayNames = dealt("n");
    List<String> labels = dealt("t");
    int i = 0;
    for (String name : NAMES) {
      int mine = i++;
      if (maybe(0.7)) {
        put("tags/" + spelled(name), "displayName: " + labels.get(mine));
      }
    }
    i = 0;
    for (String name : NAMES) {
      int mine = i++;
      if (maybe(0.7)) {
        String value =
            one(
                List.of(
                    "value: v1",
                    "value: v2",
                    "secret: true\nvalue: ${secret}",
                    "secret: true\nkeyVault: {secretIdentifier: https://kv.vault.azure.net/secrets/s}"));
        put(
            "namedValues/" + spelled(name),
            "displayName: "
                + spelled(displayNames.get(mine))
                + "\n"
                + value
                + "\ntags: "
                + list(some(List.of("x", "y"))));
      }
    }
    for (String name : some(NAMES)) {
      put(
          "groups/" + name,
          "displayName: " + name + random.nextInt(2) + "\n" + maybeSays("description"));
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "apiVersionSets/" + name,
          "displayName: "
              + name
              + "\n"
              + maybeSays("description")
              + one(
                  List.of(
                      "versioningScheme: Segment",
                      "versioningScheme: Header\nversionHeaderName: h",
                      "versioningScheme: Query\nversionQueryName: q")));
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "authorizationServers/" + name,
          "displayName: "
              + name
              + "\n"
              + maybeSays("description")
              + "clientRegistrationEndpoint: https://sts.example/apps\n"
              + "authorizationEndpoint: https://sts.example/authorize\n"
              + "grantTypes: [implicit]\nclientId: portal\n"
              + (maybe(0.5) ? "clientSecret: ${secret}\n" : "")
              + (maybe(0.5)
                  ? "resourceOwnerUsername: ${secret}\nresourceOwnerPassword: ${secret}\n"
                  : ""));
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "openidConnectProviders/" + name,
          "displayName: "
              + name
              + "\n"
              + maybeSays("description")
              + "metadataEndpoint: https://id.example/.well-known/openid-configuration\n"
              + "clientId: portal\n"
              + (maybe(0.5) ? "clientSecret: ${secret}\n" : ""));
    }
    if (maybe(0.5)) {
      put(
          "identityProviders/google",
          "clientId: c" + random.nextInt(2) + "\nclientSecret: ${secret}");
    }
    for (String name : some(List.of("default", "westeurope"))) {
      String place = name.toLowerCase(Locale.ROOT);
      put(
          "caches/" + name,
          maybeSays("description")
              + "useFromLocation: "
              + place
              + "\nconnectionString: '"
              + oneOf(named(), "${secret}")
              + "'");
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "certificates/" + name,
          maybe(0.5)
              ? "data: ${secret}\npassword: ${secret}"
              : "keyVault: {secretIdentifier: https://kv.vault.azure.net/secrets/"
                  + one(List.of("c", "d"))
                  + "}");
    }
    for (String name : some(List.of("a", "b"))) {
      String provider = "authorizationProviders/" + name;
      put(
          provider,
          "displayName: "
              + name
              + "\nidentityProvider: aad\noauth2:\n  redirectUrl:"
              + " https://authorization-manager.consent.azure-apim.net/redirect/apim/\n"
              + "  grantTypes: {authorizationCode: {clientId: app"
              + random.nextInt(2)
              + ", clientSecret: '${secret}'}}");
      for (String connection : some(List.of("x", "y"))) {
        put(
            provider + "/authorizations/" + connection,
            "authorizationType: OAuth2\noauth2grantType: AuthorizationCode");
        for (String policy : some(List.of("p", "q"))) {
          put(
              provider + "/authorizations/" + connection + "/accessPolicies/" + policy,
              "tenantId: 00000000-0000-0000-0000-00000000000"
                  + random.nextInt(2)
                  + "\nobjectId: 00000000-0000-0000-0000-000000000009");
        }
      }
    }
    for (String name : some(NAMES)) {
      put(
          "loggers/" + name,
          "loggerType: applicationInsights\n"
              + maybeSays("description")
              + "credentials: {instrumentationKey: '"
              + oneOf(named(), "${secret}")
              + "'}");
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "schemas/" + name,
          maybeSays("description")
              + one(
                  List.of(
                      "schemaType: json\ndocument: {type: object}",
                      "schemaType: json\ndocument: {type: string}",
                      "schemaType: xml\nvalue: '<xsd/>'")));
    }
  }

  private String oneOf(List<String> some, String otherwise) {
    return some.isEmpty() || maybe(0.4) ? otherwise : one(some);
  }

  /** Mentions of all named values. */
  private List<String> named() {
    return all.values().stream()
        .filter(r -> r.address().collection().equals("namedValues"))
        .map(r -> "{{" + r.body().path("displayName").asText() + "}}")
        .toList();
  }

  private void backends() {
    for (String name : some(NAMES)) {
      String yaml =
          maybeSays("description")
              + "url: https://"
              + one(List.of("one", "two"))
              + ".invalid\nprotocol: http\n";
      List<String> certificates = some(names("certificates"));
      yaml +=
          "credentials:\n  header: {k: ['"
              + oneOf(named(), "${secret}")
              + "']}\n"
              + (maybe(0.5) ? "  query: {q: ['${secret}']}\n" : "")
              + (certificates.isEmpty()
                  ? ""
                  : "  certificateIds: "
                      + list(certificates.stream().map(c -> "/certificates/" + c).toList())
                      + "\n");
      put("backends/" + name, yaml);
    }
    List<String> members = some(names("backends"));
    if (!members.isEmpty()) {
      put(
          "backends/pool",
          "type: Pool\npool:\n  services:\n"
              + members.stream()
                  .map(m -> "    - {id: /backends/" + m + ", weight: " + random.nextInt(3) + "}\n")
                  .collect(Collectors.joining()));
    }
  }

  private void fragments() {
    Map<String, String> made = new TreeMap<>();
    for (String name : NAMES) {
      if (maybe(0.6)) {
        made.put(
            "policyFragments/" + spelled(name),
            maybeSays("description") + "value: \"<fragment>" + statements(false) + "</fragment>\"");
      }
    }
    made.forEach(this::put);
  }

  /** Policy statements that refer to whatever there is. */
  private String statements(boolean includes) {
    StringBuilder text = new StringBuilder();
    if (maybe(0.5) && !named().isEmpty()) {
      text.append("<set-header name='x'><value>" + one(named()) + "</value></set-header>");
    }
    if (includes && maybe(0.3) && !names("policyFragments").isEmpty()) {
      text.append("<include-fragment fragment-id='" + one(names("policyFragments")) + "' />");
    }
    if (maybe(0.4) && !names("backends").isEmpty()) {
      text.append("<set-backend-service backend-id='" + one(names("backends")) + "' />");
    }
    if (maybe(0.3)) {
      text.append("<set-header name='y'><value>${secret:cafe0123}</value></set-header>");
    }
    return text.toString();
  }

  private void policy(String owner, double chance) {
    if (maybe(chance)) {
      put(
          owner + "policy",
          "value: \"<policies><inbound><base />"
              + statements(true)
              + "</inbound><backend><base /></backend><outbound><base /></outbound>"
              + "<on-error><base /></on-error></policies>\"");
    }
  }

  private void diagnostic(String owner) {
    if (maybe(0.4) && !names("loggers").isEmpty()) {
      put(
          owner + "diagnostics/applicationinsights",
          "loggerId: /loggers/" + one(names("loggers")) + "\nalwaysLog: allErrors");
    }
  }

  private String tags() {
    return "tags: " + list(some(names("tags"))) + "\n";
  }

  private void apis() {
    diagnostic("");
    policy("", 1);
    List<String> paths = dealt("p");
    int i = 0;
    for (String name : NAMES) {
      int mine = i++;
      if (!maybe(0.75)) {
        continue;
      }
      String api = "apis/" + spelled(name);
      boolean versioned = maybe(0.4) && !names("apiVersionSets").isEmpty();
      int current = 1 + random.nextInt(2);
      String settings = tags();
      List<String> servers = names("authorizationServers");
      if (!servers.isEmpty() && maybe(0.4)) {
        settings +=
            "authenticationSettings: {oAuth2: {authorizationServerId: " + one(servers) + "}}\n";
      }
      put(
          api,
          "displayName: "
              + name
              + random.nextInt(2)
              + "\npath: "
              + paths.get(mine)
              + "\napiRevision: '"
              + current
              + "'\n"
              + settings
              + (versioned
                  ? "apiVersion: v"
                      + mine
                      + "\napiVersionSetId: /apiVersionSets/"
                      + one(names("apiVersionSets"))
                      + "\n"
                  : ""));
      content(api + "/");
      for (int revision = 1; revision <= 3; revision++) {
        if (revision != current && maybe(0.3)) {
          put(api + "/revisions/" + revision, maybeSays("apiRevisionDescription"));
          content(api + "/revisions/" + revision + "/");
        }
      }
      if (maybe(0.3)) {
        put(api + "/releases/r", maybeSays("notes"));
      }
    }
  }

  private void content(String api) {
    List<String> schemas = new ArrayList<>();
    for (String name : some(List.of("a", "b"))) {
      schemas.add(name);
      put(
          api + "schemas/" + name,
          "contentType: application/vnd.oai.openapi.components+json\ndocument: {components: {schemas:"
              + " {t: {type: "
              + one(List.of("object", "string"))
              + "}}}}");
    }
    List<String> templates = dealt("/o");
    int i = 0;
    for (String name : NAMES) {
      int mine = i++;
      if (maybe(0.6)) {
        String operation = api + "operations/" + spelled(name);
        put(
            operation,
            "displayName: "
                + name
                + "\nmethod: GET\nurlTemplate: "
                + templates.get(mine)
                + "\n"
                + tags()
                + (schemas.isEmpty() || maybe(0.5)
                    ? ""
                    : "responses: [{statusCode: 200, representations: [{contentType:"
                        + " application/json, schemaId: "
                        + one(schemas)
                        + ", typeName: t}]}]"));
        policy(operation + "/", 0.3);
      }
    }
    policy(api, 0.5);
    diagnostic(api);
  }

  private void products() {
    List<String> titles = dealt("P");
    // An API is in one product at most that requires no subscription.
    String free = maybe(0.5) ? one(NAMES) : "";
    for (String name : some(NAMES)) {
      put(
          "products/" + name,
          "displayName: "
              + titles.get(NAMES.indexOf(name.toLowerCase(Locale.ROOT)))
              + "\n"
              + maybeSays("description")
              + "subscriptionRequired: "
              + !free.equalsIgnoreCase(name)
              + "\ngroups: "
              + list(some(names("groups")))
              + "\napis: "
              + list(some(names("apis")))
              + "\n"
              + tags());
      policy("products/" + name + "/", 0.4);
    }
    for (String name : some(List.of("a", "b"))) {
      put(
          "gateways/" + name,
          maybeSays("description")
              + "locationData: {name: here}\napis: "
              + list(some(names("apis"))));
    }
  }

  private boolean isSubscribed(String product) {
    return all.get(Address.parse(product)).body().path("subscriptionRequired").asBoolean();
  }

  private void subscriptions(Snapshot before) {
    List<String> scopes = new ArrayList<>(List.of("/apis"));
    names("products").stream()
        .filter(p -> isSubscribed("products/" + p))
        .forEach(p -> scopes.add("/products/" + p));
    names("apis").forEach(a -> scopes.add("/apis/" + a));
    for (String name : NAMES) {
      boolean there = before.has(Address.of("subscriptions", name));
      if (there || maybe(0.5)) {
        put(
            "subscriptions/" + name,
            "displayName: "
                + name
                + random.nextInt(2)
                + "\nscope: "
                + one(scopes)
                + "\nstate: "
                + one(List.of("active", "suspended"))
                + "\n"
                + maybeSays("stateComment"));
      }
    }
  }
}
