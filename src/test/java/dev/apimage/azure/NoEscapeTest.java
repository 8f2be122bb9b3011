package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reads a service cannot be talked into anything else, and no token goes to another host:
 * links that lead elsewhere are not followed, in whatever form they are written, nor are redirects.
 */
class NoEscapeTest {
  private ScriptedArm arm;
  private ScriptedArm evil;

  @BeforeEach
  void start() throws IOException {
    arm = new ScriptedArm();
    evil = new ScriptedArm();
  }

  @AfterEach
  void stop() {
    // Nothing ever came there: no token, no path, no query.
    List<ScriptedArm.Seen> seen = evil.seen();
    arm.close();
    evil.close();
    assertThat(seen).isEmpty();
  }

  /** Where a link may lead; {@code HERE} and {@code THERE} are host and port of the two. */
  private static Stream<String> links() {
    return Stream.of(
        "http://THERE/x",
        "//THERE/x",
        "http://HERE@THERE/x",
        "http://HERE:secret@THERE/x",
        "http://THERE\\@HERE/x",
        "http://HERE\\@THERE/x",
        "http:\\\\THERE\\x",
        "\\\\THERE\\x",
        "http:///THERE/x",
        "https://HERE/x",
        "HTTPS://HERE/x",
        "ftp://HERE/x",
        "http://me@HERE/x",
        "http://@HERE/x",
        "http://HERE.evil.example/x",
        "http://127.0.0.1.:PORT/x",
        "http://localhost:PORT/x",
        "http://127.1:PORT/x",
        "http://0x7f000001:PORT/x",
        "http://[::1]:PORT/x",
        "http://127.0.0.1%2eevil.example/x",
        "http://127.0.0.1/x",
        "http://127.0.0.1:1/x",
        "http://１２７.0.0.1:PORT/x",
        "http://HERE%00.evil.example/x",
        "http://HERE#@THERE/x\t\n",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/plain,x",
        "jar:http://THERE/x!/y");
  }

  private String real(String link) {
    String here = arm.url().substring("http://".length());
    String there = evil.url().substring("http://".length());
    return link.replace("THERE", there)
        .replace("HERE", here)
        .replace("PORT", here.substring(here.indexOf(':') + 1));
  }

  /** Each link stays on the host that was named, or is refused before a second request. */
  private void staysHere() {
    String here = arm.url().substring("http://".length());
    assertThat(arm.seen()).allMatch(seen -> here.equals(seen.headers().get("host")));
  }

  private static Optional<ProblemException> refused(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e);
    }
  }

  private static ObjectNode page(String link) {
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("nextLink", link);
    page.putArray("value").addObject().put("name", "a");
    return page;
  }

  @ParameterizedTest
  @MethodSource("links")
  void aForgedNextLinkIsRefused(String link) {
    arm.then(200, page(real(link)).toString()).then(200, "{\"value\":[]}");
    ArmReader reader = arm.connect(new FakeTime()).reader();
    refused(() -> reader.list("apis", Map.of()).forEach(one -> {}))
        .ifPresent(
            e -> {
              assertThat(e.problems().get(0).code()).isEqualTo(Code.UNEXPECTED_ANSWER);
              assertThat(arm.seen()).hasSize(1);
              assertThat(e.getMessage()).doesNotContain("secret");
            });
    staysHere();
  }

  @ParameterizedTest
  @MethodSource("links")
  void aForgedLocationOrOperationIsRefused(String link) {
    String target = real(link).strip();
    if (target.chars().anyMatch(c -> c > 126)) {
      return;
    }
    for (String header : List.of("Location", "Azure-AsyncOperation")) {
      int before = arm.seen().size();
      arm.then(202, "", header, target).then(200, "{}");
      ArmWriter writer = arm.connect(new FakeTime()).writer();
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      Optional<ProblemException> refusal =
          refused(() -> writer.put("tags/a", Map.of(), body, Optional.empty()));
      if (refusal.isPresent()) {
        assertThat(refusal.get().problems().get(0).code()).isEqualTo(Code.UNEXPECTED_ANSWER);
        assertThat(arm.seen()).hasSize(before + 1);
        // What the script still has is not for the next.
        arm.connect(new FakeTime()).reader().get("tags/a", Map.of());
      }
      staysHere();
    }
  }

  /** The SDK follows links of its own accord, and what it sends goes through the same guard. */
  @ParameterizedTest
  @MethodSource("links")
  void aForgedNextLinkIsRefusedByTheTypedClientsToo(String link) {
    String service = "{\"id\":\"" + ScriptedArm.SERVICE + "\",\"name\":\"apim\",\"sku\":{}}";
    ObjectNode page = page(real(link));
    page.withArray("value").removeAll().addRawValue(new RawValue(service));
    arm.then(200, page.toString()).then(200, "{\"value\":[]}");
    ServiceFinder finder =
        new ServiceFinder(arm.target().cloud(), ArmOptions.defaults().withTime(new FakeTime()));
    refused(() -> finder.list("sub"));
    ObjectNode secrets = page(real(link));
    secrets
        .withArray("value")
        .removeAll()
        .addObject()
        .put("id", arm.url() + "/keyvault/kv-one/secrets/a");
    arm.then(200, secrets.toString()).then(200, "{\"value\":[]}");
    refused(() -> arm.connect(new FakeTime()).vaults().open("kv-one").list())
        .ifPresent(e -> assertThat(e.getMessage()).doesNotContain("secret@"));
    staysHere();
    // To the vault's own secrets, and not to what else the host has.
    assertThat(arm.seen())
        .filteredOn(seen -> seen.uri().startsWith("/keyvault"))
        .allMatch(seen -> seen.uri().startsWith("/keyvault/kv-one/secrets"));
  }

  /** Each client that there is, by what it asks for. */
  private Map<String, Runnable> clients() {
    ArmConnection connection = arm.connect(new FakeTime());
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    Map<String, Runnable> clients = new LinkedHashMap<>();
    clients.put("reading", () -> connection.reader().get("apis", Map.of()));
    clients.put("finding", () -> connection.reader().find("apis/a", Map.of()));
    clients.put("listing", () -> connection.reader().list("apis", Map.of()).forEach(one -> {}));
    clients.put("describing", connection::describe);
    clients.put(
        "writing", () -> connection.writer().put("tags/a", Map.of(), body, Optional.empty()));
    clients.put("keys", () -> connection.keys().fetch("a"));
    clients.put(
        "renewing", () -> connection.keys().regenerate("a", SubscriptionKeys.Which.PRIMARY));
    clients.put("proof", () -> connection.secrets().fetch("subscriptions/a/listSecrets"));
    clients.put("vault", () -> connection.vaults().open("kv-one").list());
    return clients;
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    for (Map.Entry<String, Runnable> client : clients().entrySet()) {
      for (String link :
          List.of(evil.url() + "/x", arm.url() + "/elsewhere", "https://" + evil.url())) {
        arm.then(status, "", "Location", link);
        int before = arm.seen().size();
        assertThatThrownBy(client.getValue()::run)
            .as(client.getKey())
            .isInstanceOfAny(ProblemException.class, VaultException.class);
        assertThat(arm.seen()).as(client.getKey()).hasSize(before + 1);
      }
    }
  }

  @Test
  void theHostsOfAzureAreNotFooledEither() {
    ArmUrls urls = new ArmUrls(new Target("s", "g", "apim", Cloud.PUBLIC), "2024-05-01");
    for (String link :
        List.of(
            "https://management.azure.com@evil.example/x",
            "https://management.azure.com:443@evil.example/x",
            "https://evil.example/management.azure.com",
            "https://management.azure.com.evil.example/x",
            "https://management.azure.com./x",
            "https://management.azure.com:8443/x",
            "http://management.azure.com/x",
            "https://user@management.azure.com/x",
            "https://management%2eazure.com/x",
            "https://management.azure.com%5c@evil.example/x",
            "https://management.azure.com\\@evil.example/x",
            "https://mаnagement.azure.com/x",
            "https://xn--mnagement-0ti.azure.com/x",
            "https:\\\\management.azure.com\\x",
            "https://apim.blob.core.windows.net/export?sv=1&sig=abc")) {
      assertThatThrownBy(() -> urls.follow(link))
          .as(link)
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.getMessage()).doesNotContain("sig=abc"));
    }
    assertThat(urls.follow("HTTPS://Management.Azure.Com:443/x").getHost())
        .isEqualToIgnoringCase("management.azure.com");
    assertThat(urls.follow("/subscriptions/s?$skip=1").getHost()).isEqualTo("management.azure.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
  void whatReadsSendsGetAndHeadAlone(String method) {
    Wire wire = new Wire(arm.target().cloud(), ArmOptions.defaults().withTime(new FakeTime()));
    Request request =
        new Request(
            HttpMethod.valueOf(method),
            URI.create(arm.url() + ScriptedArm.SERVICE + "/subscriptions/a/listSecrets"),
            "x",
            Optional.empty(),
            Optional.empty(),
            false);
    assertThatThrownBy(() -> wire.reading().send(request)).isInstanceOf(RuntimeException.class);
    assertThat(arm.seen()).isEmpty();
  }

  /** An export's link leads to a storage account, and is signed. Nothing here fetches one. */
  @ParameterizedTest
  @MethodSource("links")
  void whatReadsFetchesNoExportFromElsewhere(String link) {
    URI export;
    try {
      export = new URI(real(link).strip() + "?sv=1&sig=abc");
    } catch (URISyntaxException e) {
      return;
    }
    Wire wire = new Wire(arm.target().cloud(), ArmOptions.defaults().withTime(new FakeTime()));
    try {
      wire.reading().send(Request.get(export, "export"));
    } catch (RuntimeException e) {
      assertThat(e.toString()).doesNotContain("sig=abc");
    }
    staysHere();
  }

  @Test
  void keysAreFetchedOfSubscriptionsOfThisServiceAlone() {
    SubscriptionKeys keys = arm.connect(new FakeTime()).keys();
    for (String name :
        List.of(
            "../namedValues/x", "a/../../gateways/g", "..", "a?x=/", "a#", "//THERE/x", "a/b")) {
      arm.then(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"no\"}}");
      assertThatThrownBy(() -> keys.fetch(real(name))).isInstanceOf(RuntimeException.class);
    }
    assertThat(arm.seen())
        .allSatisfy(
            seen ->
                assertThat(seen.uri())
                    .matches(ScriptedArm.SERVICE + "/subscriptions/[^/]+/listSecrets[?].*"));
  }

  @Test
  void whatFetchesSecretsForAProofCanDoNothingElse() {
    SecretReader secrets = arm.connect(new FakeTime()).secrets();
    for (String path :
        List.of(
            "subscriptions/a/regeneratePrimaryKey",
            "gateways/a/generateToken",
            "users/a/token",
            "getssotoken",
            "listSecrets",
            "subscriptions/a/x/listSecrets")) {
      assertThatThrownBy(() -> secrets.fetch(path)).as(path).isInstanceOf(RuntimeException.class);
    }
    assertThat(arm.seen()).isEmpty();
    arm.then(200, "{\"primaryKey\":\"k\"}");
    assertThat(secrets.fetch("subscriptions/a/listSecrets")).containsOnlyKeys("primaryKey");
    assertThat(arm.seen()).hasSize(1).allMatch(seen -> seen.method().equals("POST"));
  }
}
