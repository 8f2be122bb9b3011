package dev.apimage.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.Shared;
import dev.apimage.azure.ArmWriter;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A proof is worth as much as its list of what a service keeps secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretFetcherTest {
  private static final Pattern GIVES_SECRETS =
      Pattern.compile(".*/(?:listSecrets|listValue|listKeys)", Pattern.CASE_INSENSITIVE);

  /** POSTs of the public description that are not asked, by the end of their path. */
  private static final Map<String, String> NOT_ASKED = new LinkedHashMap<>();

  static {
    String action = "does something and tells no secret";
    for (String end :
        List.of(
            "/restore",
            "/backup",
            "/migrateToStv2",
            "/checkNameAvailability",
            "/getDomainOwnershipIdentifier",
            "/applynetworkconfigurationupdates",
            "/connectivityCheck",
            "/confirmConsentCode",
            "/reconnect",
            "/refreshSecret",
            "/invalidateDebugCredentials",
            "/listTrace",
            "/listReferences",
            "/validatePolicies",
            "/deploy",
            "/save",
            "/validate",
            "/confirmations/password/send")) {
      NOT_ASKED.put(end, action);
    }
    String change = "renews a key, and would break who uses it";
    for (String end :
        List.of("/regenerateKey", "/regeneratePrimaryKey", "/regenerateSecondaryKey")) {
      NOT_ASKED.put(end, change);
    }
    String made = "makes a new credential when it is called; none is kept that could be anywhere";
    for (String end :
        List.of(
            "/getssotoken",
            "/generateToken",
            "/listDebugCredentials",
            "/getLoginLinks",
            "/generateSsoUrl",
            "/token")) {
      NOT_ASKED.put(end, made);
    }
  }

  /** By path, what a service has that keeps a secret; S stands for a different one each time. */
  private static final Map<String, String> FILLED = new LinkedHashMap<>();

  static {
    String server =
        "clientRegistrationEndpoint: https://s.invalid/r, authorizationEndpoint:"
            + " https://s.invalid/a, tokenEndpoint: https://s.invalid/t, grantTypes:"
            + " [resourceOwnerPassword], clientId: c";
    FILLED.put(
        "authorizationServers/a",
        "{displayName: a, "
            + server
            + ", clientSecret: S, resourceOwnerUsername: S, resourceOwnerPassword: S,"
            + " tokenBodyParameters: [{name: assertion, value: S}]}");
    FILLED.put(
        "openidConnectProviders/o",
        "{displayName: o, metadataEndpoint: 'https://s.invalid/m', clientId: c, clientSecret: S}");
    FILLED.put("identityProviders/aad", "{clientId: c, clientSecret: S}");
    FILLED.put("caches/default", "{useFromLocation: default, connectionString: S}");
    FILLED.put("gateways/g", "{locationData: {name: here}}");
    FILLED.put("namedValues/n", "{displayName: n, secret: true, value: S}");
    FILLED.put("subscriptions/s", "{displayName: s, scope: /apis, primaryKey: S, secondaryKey: S}");
    FILLED.put("portalsettings/delegation", "{url: 'https://d.invalid', validationKey: S}");
    FILLED.put(
        "portalconfigs/default",
        "{delegation: {delegationUrl: 'https://d.invalid', validationKey: S}}");
    FILLED.put(
        "loggers/l", "{loggerType: azureEventHub, credentials: {name: hub, connectionString: S}}");
    FILLED.put(
        "backends/b",
        "{url: 'https://b.invalid', protocol: http, credentials: {certificate: [thumbprint],"
            + " header: {name: [S], x: [S]}, query: {url: [S]}, authorization: {scheme: Basic,"
            + " parameter: S}}, proxy: {url: 'http://p.invalid', username: S, password: S}}");
    FILLED.put("workspaces/w", "{displayName: w}");
    FILLED.put("workspaces/w/namedValues/n", "{displayName: wn, secret: true, value: S}");
    FILLED.put(
        "workspaces/w/subscriptions/s",
        "{displayName: ws, scope: /workspaces/w/apis, primaryKey: S, secondaryKey: S}");
    FILLED.put(
        "workspaces/w/backends/b",
        "{url: 'https://b.invalid', protocol: http, credentials: {header: {x: [S]}}}");
    FILLED.put(
        "workspaces/w/loggers/l",
        "{loggerType: azureEventHub, credentials: {name: hub, connectionString: S}}");
    FILLED.put(
        "apis/a",
        "{displayName: a, path: a, protocols: [https], serviceUrl: 'https://h.invalid/f?code=S',"
            + " description: \"Use it\\nwith code=S\\nor with {{it}}\"}");
  }

  private static final Snapshot FOLDER =
      Snapshot.of(
          List.of(
              Made.resource(
                  "apis/a",
                  "displayName: a\npath: a\nserviceUrl: 'https://h.invalid/f?code=${secret:12345678}'"
                      + "\ndescription: \"Use it\\nwith code=${secret:87654321}\\n"
                      + "or with ${secret:87654321-2}\"")));

  private Rig rig;
  private final Set<String> planted = new TreeSet<>();
  private SecretFetcher.Fetched fetched;

  @BeforeAll
  void fillAndFetch() {
    rig = Rig.fresh("contoso");
    ArmWriter writer = rig.connect("contoso").writer();
    FILLED.forEach(
        (path, yaml) -> {
          String text = yaml;
          while (text.matches("(?s).*\\bS\\b.*")) {
            String secret = "planted-" + planted.size() + "-secret";
            planted.add(secret);
            text = text.replaceFirst("\\bS\\b", secret);
          }
          ObjectNode envelope = Made.tree("{}");
          envelope.set("properties", Made.tree(text));
          writer.put(path, Map.of(), envelope, Optional.of("*"));
        });
    fetched = SecretFetcher.all(rig.connect("contoso"), FOLDER.map(Resource::withoutSecrets));
  }

  @AfterAll
  void stop() {
    rig.close();
  }

  @Test
  void everySecretThatAServiceKeepsIsFetched() {
    Set<String> values =
        fetched.secrets().stream().map(s -> s.value().reveal()).collect(Collectors.toSet());
    assertThat(values).containsAll(planted);
    assertThat(fetched.notes()).isEmpty();
    assertThat(fetched.secrets())
        .extracting(RealSecret::place)
        .contains(
            "tenant/access primaryKey", "tenant/gitAccess secondaryKey", "gateways/g primary");
  }

  @Test
  void whatIsNoSecretIsNot() {
    assertThat(fetched.secrets())
        .extracting(s -> s.value().reveal())
        .doesNotContain("thumbprint", "https://b.invalid", "Basic", "{{it}}", "assertion", "hub");
  }

  private static Set<String> posts() throws IOException {
    try (InputStream in =
        SecretFetcherTest.class.getResourceAsStream("/dev/apimage/emulator/contract.json")) {
      JsonNode paths = new ObjectMapper().readTree(in).path("paths");
      return paths.properties().stream()
          .filter(path -> path.getValue().has("POST"))
          .map(Map.Entry::getKey)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void areAskedOrExcused(Set<String> posts) {
    List<String> asked =
        rig.emulator().requests().stream()
            .filter(r -> r.method().equals("POST"))
            .map(LoggedRequest::path)
            .toList();
    for (String path : posts) {
      boolean excused = NOT_ASKED.keySet().stream().anyMatch(path::endsWith);
      assertThat(excused).as("one of the two: %s", path).isNotEqualTo(isGiving(path));
      if (isGiving(path)) {
        assertThat(asked).as(path).anyMatch(one -> matches(path, one));
      }
    }
    assertThat(asked).allMatch(one -> posts.stream().anyMatch(path -> matches(path, one)));
    assertThat(NOT_ASKED.keySet())
        .allMatch(end -> posts.stream().anyMatch(path -> path.endsWith(end)));
  }

  private static boolean isGiving(String path) {
    return GIVES_SECRETS.matcher(path).matches();
  }

  private static boolean matches(String template, String path) {
    String[] names = template.split("/", -1);
    String[] said = path.split("/", -1);
    boolean same = names.length == said.length;
    for (int i = 0; same && i < names.length; i++) {
      same = names[i].startsWith("{") || names[i].equalsIgnoreCase(said[i]);
    }
    return same;
  }

  @Test
  void everyOperationThatGivesASecretIsAsked() throws IOException {
    areAskedOrExcused(posts());
  }

  /** The emulator's description is derived; here is what it was derived of. */
  @Test
  void noneIsMissingInTheEmulator() throws IOException {
    JsonNode operations =
        new ObjectMapper()
            .readTree(Files.readString(Shared.shared().resolve("apim-rest/ops-2024-05-01.json")));
    Set<String> posts = new TreeSet<>(posts());
    for (JsonNode operation : operations) {
      if (operation.path("m").asText().equals("POST")) {
        posts.add(operation.path("p").asText());
      }
    }
    areAskedOrExcused(posts);
  }
}
