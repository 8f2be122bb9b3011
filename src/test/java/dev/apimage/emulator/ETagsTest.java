package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entity versions: how they look, where they are, and what If-Match does with them. */
class ETagsTest extends EmulatorTest {
  private static final String STALE =
      "{\"error\":{\"code\":\"PreconditionFailed\",\"message\":\"Exception of type"
          + " 'Microsoft.WindowsAzure.ApiManagement.Management.Core.Exceptions."
          + "PreconditionFailedException' was thrown.\",\"details\":null}}";

  private static final String TAG = "{\"properties\":{\"displayName\":\"X\"}}";

  private static long counter(String etag) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(etag.replace("\"", ""))).getLong();
  }

  @Test
  void anETagIsAQuotedBase64OfEightBytesThatRisesAcrossTheService() {
    String tag = client.put("tags/a", "{'displayName':'A'}").etag();
    String group = client.put("groups/g", "{'displayName':'G'}").etag();
    String api = client.put("apis/a", "{'displayName':'A','path':'a'}").etag();
    assertThat(List.of(tag, group, api)).allMatch(etag -> etag.matches("\"AAAAA[^\"]{6}=\""));
    assertThat(counter(group)).isGreaterThan(counter(tag));
    assertThat(counter(api)).isGreaterThan(counter(group));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.apimage.emulator.OneOfEach#all")
  void putGetAndHeadAnswerWithTheSameETagAndAListWithNone(String path, String properties) {
    String put = OneOfEach.make(client, path).etag();
    assertThat(put).matches("\"AAAAA[^\"]{6}=\"");
    assertThat(client.get(path).etag()).isEqualTo(put);
    Contract.Template list = template(path.substring(0, path.lastIndexOf('/')));
    if (template(path).verbs().containsKey("HEAD")) {
      assertThat(client.head(path).etag()).isEqualTo(put);
      assertThat(client.head(path).raw().body()).isEmpty();
    }
    if (list != null && list.verbs().containsKey("GET")) {
      Got got = client.get(path.substring(0, path.lastIndexOf('/')));
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("ETag")).isEmpty();
    }
  }

  private Contract.Template template(String path) {
    List<String> segments = List.of((client.id().substring(1) + "/" + path).split("/", -1));
    return Contract.get().match(segments).orElse(null);
  }

  @Test
  void aPatchAnswersWithTheNewETag() {
    String before = client.put("tags/a", "{'displayName':'A'}").etag();
    String patched = client.patch("tags/a", "{'displayName':'B'}").etag();
    assertThat(counter(patched)).isGreaterThan(counter(before));
    assertThat(client.get("tags/a").etag()).isEqualTo(patched);
  }

  @Test
  void aStaleIfMatchIsRefusedWith412AndTheExceptionsText() {
    String old = client.put("tags/a", "{'displayName':'A'}").etag();
    client.put("tags/a", "{'displayName':'B'}");
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      Got stale = client.send(method, "tags/a", method.equals("DELETE") ? "" : TAG, old);
      assertThat(stale.status()).as(method).isEqualTo(412);
      assertThat(stale.raw().body()).as(method).isEqualTo(STALE);
    }
    assertThat(client.get("tags/a").properties().path("displayName").asText()).isEqualTo("B");
  }

  @Test
  void theETagThatIsStoredOrAStarIsAccepted() {
    String etag = client.put("tags/a", "{'displayName':'A'}").etag();
    assertThat(client.send("PUT", "tags/a", TAG, etag).status()).isEqualTo(200);
    assertThat(client.send("PATCH", "tags/a", TAG, "*").status()).isEqualTo(200);
    assertThat(client.send("DELETE", "tags/a", "", client.get("tags/a").etag()).status())
        .isEqualTo(200);
  }

  @Test
  void aPutWithoutIfMatchOverwrites() {
    client.put("tags/a", "{'displayName':'A'}");
    assertThat(client.send("PUT", "tags/a", TAG, "").status()).isEqualTo(200);
    assertThat(client.get("tags/a").properties().path("displayName").asText()).isEqualTo("X");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.apimage.emulator.OneOfEach#all")
  void patchAndDeleteAreRefusedWithoutTheIfMatchThatTheContractRequires(
      String path, String properties) {
    OneOfEach.make(client, path);
    for (String method : List.of("PATCH", "DELETE")) {
      Contract.Verb verb = template(path).verbs().get(method);
      if (verb != null) {
        Got got =
            client.send(method, path, method.equals("PATCH") ? "{\"properties\":{}}" : "", "");
        if (verb.ifMatchRequired()) {
          assertThat(got.status()).as(method).isEqualTo(400);
          assertThat(client.get(path).status()).isEqualTo(200);
        } else {
          assertThat(got.status()).as(method).isLessThan(300);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"portalconfigs/default", "tenant/access", "tenant/gitAccess"})
  void onlyThePutsOfThePortalsConfigurationAndOfTheTenantRequireIfMatch(String path) {
    String body = path.startsWith("tenant") ? "{\"properties\":{\"enabled\":true}}" : "{}";
    assertThat(client.send("PUT", path, body, "").status()).isEqualTo(400);
    assertThat(client.send("PUT", path, body, "*").status()).isEqualTo(200);
    assertThat(
            Contract.get().templates().stream()
                .filter(one -> one.verbs().containsKey("PUT"))
                .filter(one -> one.verbs().get("PUT").ifMatchRequired())
                .map(one -> one.segments().get(8)))
        .containsExactlyInAnyOrder("portalconfigs", "tenant");
  }

  @Test
  void aRaceIsRefusedWith412ThoughNoIfMatchWasSent() throws IOException {
    EmulatorOptions racing = EmulatorOptions.defaults().withFaults("rate=1,kinds=412,methods=PUT");
    try (Emulator other = Emulator.start(racing)) {
      Got got = new Client(other).put("subscriptions/s", "{'displayName':'S','scope':'/apis'}");
      assertThat(got.status()).isEqualTo(412);
      assertThat(got.raw().body()).isEqualTo(STALE);
    }
  }
}
