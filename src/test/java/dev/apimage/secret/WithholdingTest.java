package dev.apimage.secret;

import static dev.apimage.Made.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithholdingTest {
  private static Withheld of(Kind kind, String yaml) {
    return Withholding.of(kind, tree(yaml));
  }

  private static String header(String value) {
    ObjectNode raw = tree("credentials: {header: {X-Key: ['" + value + "']}}");
    return Withholding.of(Kind.BACKEND, raw).body().at("/credentials/header/X-Key/0").asText();
  }

  @Test
  void everyCredentialOfABackendIsWithheldAndKnown() {
    Withheld withheld =
        of(
            Kind.BACKEND,
            "{url: u, credentials: {header: {a: [s1, s2]}, query: {'q.r': [s3]},"
                + " authorization: {scheme: Basic, parameter: s4}},"
                + " proxy: {url: p, username: s5, password: s6}}");
    assertThat(withheld.body().toString()).doesNotContainPattern("s[1-6]");
    assertThat(withheld.secrets())
        .isEqualTo(
            Map.of(
                "credentials.header.a[0]", new Secret("s1"),
                "credentials.header.a[1]", new Secret("s2"),
                "credentials.query[\"q.r\"][0]", new Secret("s3"),
                "credentials.authorization.parameter", new Secret("s4"),
                "proxy.username", new Secret("s5"),
                "proxy.password", new Secret("s6")));
    assertThat(withheld.body().path("url").asText()).isEqualTo("u");
    assertThat(withheld.body().at("/credentials/authorization/scheme").asText()).isEqualTo("Basic");
    assertThat(SecretKey.in(withheld.body()).stream().map(SecretKey::toString))
        .hasSameElementsAs(withheld.secrets().keySet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{pay-key}}",
        "Bearer {{pay-key}}",
        "basic {{user}}{{pass}}",
        " {{a}} ",
        "Bearer",
        ""
      })
  void referencesAndSchemeWordsAreNoSecrets(String value) {
    assertThat(header(value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{a}}-suffix",
        "Bearer abc",
        "x{{a}}",
        "{{a",
        "{{Logger-Credentials--5f0c}}",
        "{{5f0c5f0c5f0c5f0c5f0c5f0c}}",
        "application/json"
      })
  void everythingElseInAClosedMapIsOne(String value) {
    assertThat(header(value)).isEqualTo(Tokens.WHOLE);
  }

  @Test
  void aSecretNamedValueIsWithheldAlthoughTheServiceShowsNothing() {
    Withheld withheld = of(Kind.NAMED_VALUE, "{displayName: n, secret: true}");
    assertThat(withheld.body().path("value").asText()).isEqualTo(Tokens.WHOLE);
    assertThat(withheld.secrets()).isEmpty();
  }

  @Test
  void aSecretNamedValueOfAnotherToolsFolderIsWithheldAndKnown() {
    Withheld withheld = of(Kind.NAMED_VALUE, "{displayName: n, secret: true, value: hush}");
    assertThat(withheld.body().path("value").asText()).isEqualTo(Tokens.WHOLE);
    assertThat(withheld.secrets()).containsEntry("value", new Secret("hush"));
  }

  @Test
  void plainValuesAndKeyVaultReferencesStay() {
    assertThat(of(Kind.NAMED_VALUE, "{displayName: n, value: v}").body())
        .isEqualTo(tree("{displayName: n, value: v}"));
    String keyVault = "{displayName: n, secret: true, keyVault: {secretIdentifier: s}}";
    assertThat(of(Kind.NAMED_VALUE, keyVault).body()).isEqualTo(tree(keyVault));
  }

  @Test
  void aLoggersReferenceToWhatTheServiceMadeHidesASecretThatIsNotKnown() {
    Withheld withheld =
        of(
            Kind.LOGGER,
            "credentials: {instrumentationKey: '{{Logger-Credentials--5f0c}}',"
                + " connectionString: 'Endpoint=sb://h/;SharedAccessKey=****'}");
    assertThat(withheld.body())
        .isEqualTo(
            tree("credentials: {instrumentationKey: '${secret}', connectionString: '${secret}'}"));
    assertThat(withheld.secrets()).isEmpty();
  }

  @Test
  void openEntriesOfALoggerStay() {
    String open = "credentials: {endpointAddress: h.servicebus.windows.net, identityClientId: i}";
    assertThat(of(Kind.LOGGER, open).body()).isEqualTo(tree(open));
  }

  @Test
  void anUnknownEntryOfACredentialMapIsASecret() {
    assertThat(of(Kind.LOGGER, "credentials: {newInAFutureVersion: x}").body())
        .isEqualTo(tree("credentials: {newInAFutureVersion: '${secret}'}"));
  }

  @Test
  void aSecretThatIsNoTextIsWithheldToo() {
    Withheld withheld = of(Kind.BACKEND, "proxy: {password: 12345}");
    assertThat(withheld.body()).isEqualTo(tree("proxy: {password: '${secret}'}"));
    assertThat(withheld.secrets()).containsEntry("proxy.password", new Secret("12345"));
  }

  @Test
  void literalsInAPolicyAreLiftedWithTheirPlace() {
    Withheld withheld =
        of(
            Kind.POLICY,
            "value: |\n  <a>\n    <authentication-basic username=\"u\" password=\"hush\" />\n  </a>");
    String text = withheld.body().path("value").asText();
    assertThat(text).doesNotContain("hush");
    assertThat(withheld.lifted()).hasSize(1);
    Withheld.Lifted lifted = withheld.lifted().get(0);
    assertThat(lifted.line()).isEqualTo(2);
    assertThat(Tokens.ids(text)).containsExactly(lifted.key().id());
    assertThat(withheld.secrets()).isEqualTo(Map.of(lifted.key().id(), new Secret("hush")));
  }

  @Test
  void aRealTextThatLooksLikeAPlaceholderIsEscapedEverywhere() {
    Withheld withheld = of(Kind.BACKEND, "{title: '${secret}', proxy: {password: '${secret}'}}");
    assertThat(withheld.body())
        .isEqualTo(tree("{title: '$${secret}', proxy: {password: '${secret}'}}"));
    assertThat(withheld.secrets()).containsEntry("proxy.password", new Secret("${secret}"));
  }

  @Test
  void whatWasGivenIsNotTouched() {
    ObjectNode raw = tree("proxy: {password: hush}");
    Withholding.of(Kind.BACKEND, raw);
    assertThat(raw).isEqualTo(tree("proxy: {password: hush}"));
  }

  @Test
  void servicesThatDifferInSecretsOnlyGiveTheSameTree() {
    String one = "{url: u, credentials: {header: {a: [s1]}}, proxy: {password: p1}}";
    String other = "{url: u, credentials: {header: {a: [t22]}}, proxy: {password: q-22}}";
    assertThat(of(Kind.BACKEND, one).body()).isEqualTo(of(Kind.BACKEND, other).body());
  }

  @Test
  void anIdDoesNotDependOnASecretThatNamesAnItemOfAList() {
    assertThat(withheldSchema("q7Rz0pLw9XkTn3vB8s"))
        .isEqualTo(withheldSchema("w8Kd0sLq2ZxVb7NmTr"));
  }

  private static ObjectNode withheldSchema(String secret) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schemaType", "json");
    body.putObject("document")
        .putArray("examples")
        .addObject()
        .put("url", "https://h/f?sig=" + secret)
        .put("password", secret);
    Withheld withheld = Withholding.of(Address.of("schemas", "s"), body, Allowance.NONE);
    assertThat(withheld.lifted()).hasSize(2);
    return withheld.body();
  }
}
