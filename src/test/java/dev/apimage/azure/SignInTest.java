package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.identity.CredentialUnavailableException;
import dev.apimage.model.Code;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SignInTest {
  private final FakeTime time = new FakeTime();
  private final List<String> scopes = new ArrayList<>();

  private Wire wire(Cloud cloud, TokenCredential credential) {
    return new Wire(
        cloud,
        ArmOptions.defaults().withTime(time),
        () -> {
          scopes.add("built");
          return credential;
        });
  }

  private ArmException fails(Wire wire, String url) {
    Request request = Request.get(URI.create(url), "apis/x");
    return catchThrowableOfType(ArmException.class, () -> wire.reading().send(request));
  }

  @Test
  void saysWhyThereIsNoCredentialAndBuildsItOnlyWhenNeeded() {
    Wire wire =
        wire(
            Cloud.at("https://127.0.0.1:1"),
            context ->
                Mono.error(new CredentialUnavailableException("please\nrun az login\u001b[0m")));
    assertThat(scopes).isEmpty();
    ArmException failure = fails(wire, "https://127.0.0.1:1/x");
    assertThat(scopes).containsExactly("built");
    assertThat(failure.toProblem().code()).isEqualTo(Code.NO_SIGN_IN);
    assertThat(failure.toProblem().text())
        .isEqualTo("GET apis/x: no credential could be had: please run az login [0m");
    assertThat(time.slept()).isZero();
  }

  @Test
  void asksATokenForTheEndpointItself() {
    Wire wire =
        wire(
            Cloud.at("https://127.0.0.1:1"),
            context -> {
              scopes.addAll(context.getScopes());
              return Mono.just(new AccessToken("t0ken", OffsetDateTime.MAX));
            });
    ArmException failure = fails(wire, "https://127.0.0.1:1/x");
    assertThat(scopes).containsExactly("built", "https://127.0.0.1:1/.default");
    assertThat(failure.toProblem().code()).isEqualTo(Code.UNREACHABLE);
  }

  @Test
  void needsNoCredentialOnPlainHttp() throws IOException {
    try (ScriptedArm arm = new ScriptedArm().then(200, "{}")) {
      Wire wire = wire(arm.target().cloud(), context -> Mono.empty());
      Request request = Request.get(URI.create(arm.url() + "/x"), "x");
      assertThat(wire.reading().send(request).status()).isEqualTo(200);
      assertThat(scopes).isEmpty();
    }
  }

  @Test
  void setsTheNetworkSwitchesUnlessTheUserDid() {
    String old = System.setProperty("jdk.httpclient.keepalive.timeout", "7");
    try {
      NetworkSettings.apply();
      assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("7");
      System.clearProperty("jdk.httpclient.keepalive.timeout");
      NetworkSettings.apply();
      assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("30");
      assertThat(System.getProperty("java.net.useSystemProxies")).isEqualTo("true");
    } finally {
      if (old != null) {
        System.setProperty("jdk.httpclient.keepalive.timeout", old);
      }
    }
  }
}
