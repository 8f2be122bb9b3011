package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.net.URI;
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
    return link.replace("HERE", here)
        .replace("THERE", there)
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

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    for (String link :
        List.of(evil.url() + "/x", arm.url() + "/elsewhere", "https://" + evil.url())) {
      arm.then(status, "", "Location", link);
      int before = arm.seen().size();
      ArmReader reader = arm.connect(new FakeTime()).reader();
      assertThatThrownBy(() -> reader.get("apis", Map.of())).isInstanceOf(ArmException.class);
      assertThat(arm.seen()).hasSize(before + 1);
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

  @Test
  void whatReadsFetchesNoExportFromAStorageAccount() {
    Wire wire = new Wire(arm.target().cloud(), ArmOptions.defaults().withTime(new FakeTime()));
    Request request = Request.get(URI.create(evil.url() + "/export?sv=1&sig=abc"), "export");
    assertThatThrownBy(() -> wire.reading().send(request))
        .isInstanceOf(RuntimeException.class)
        .message()
        .doesNotContain("sig=abc");
    assertThat(arm.seen()).isEmpty();
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
