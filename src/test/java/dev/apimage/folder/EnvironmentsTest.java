package dev.apimage.folder;

import static dev.apimage.folder.FolderFixture.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import dev.apimage.text.YamlText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentsTest {
  @TempDir Path root;

  private ProblemException failure(String text) {
    put(root, "environments/e.yaml", text);
    return catchThrowableOfType(ProblemException.class, () -> Environments.at(root).read("e"));
  }

  @Test
  void readsEveryPart() {
    put(
        root,
        "environments/staging.yaml",
        """
        target: {subscription: s, resourceGroup: rg, service: contoso, cloud: china}
        secrets:
          namedValues/pay: ${keyvault:kv-staging/pay}
          backends/*#credentials.*: ${env:PAY_TOKEN}
          apis/x/policy#0a1b2c3d: ${file:secrets/x}
        set:
          backends/pay#url: https://pay
          'apis/x#contact': {name: me}
        exclude: ['subscriptions/**']
        """);
    Environment env = Environments.at(root).read("staging");
    assertThat(Environments.at(root).names()).containsExactly("staging");
    assertThat(env.target().service()).contains("contoso");
    assertThat(env.target().endpoint()).isEmpty();
    assertThat(env.secrets())
        .extracting(SecretRule::source)
        .containsExactly(
            new SourceText.KeyVault("kv-staging", "pay", ""),
            new SourceText.Variable("PAY_TOKEN"),
            new SourceText.TextFile("secrets/x"));
    assertThat(env.secrets().get(1).spot()).hasToString("environments/staging.yaml:4:29");
    assertThat(env.set())
        .extracting(r -> r.key().toString())
        .containsExactly("backends/pay#url", "apis/x#contact");
    assertThat(env.set().get(1).value()).hasToString("{\"name\":\"me\"}");
    assertThat(env.exclude().get(0).pattern()).hasToString("subscriptions/**");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secrts: {}|BAD_ENVIRONMENT|1:1",
        "target: {servce: x}|BAD_ENVIRONMENT|1:10",
        "target: {service: 1}|BAD_ENVIRONMENT|1:19",
        "target: x|BAD_ENVIRONMENT|1:9",
        "secrets: {namedValues/a: hunter2}|BAD_SOURCE|1:26",
        "secrets: {namedValues/a: '${keyvault:a}'}|BAD_SOURCE|1:26",
        "secrets: {namedValues//a: '${env:A}'}|BAD_ADDRESS|1:27",
        "secrets: [a]|BAD_ENVIRONMENT|1:1",
        "set: {backends/b: 1}|BAD_ADDRESS|1:19",
        "set: {'backends/b#a.*': 1}|BAD_ADDRESS|1:25",
        "set: {'backends/b#url': '${env:A}'}|BAD_ENVIRONMENT|1:25",
        "exclude: [apis/]|BAD_ADDRESS|1:11",
        "exclude: apis|BAD_ENVIRONMENT|1:10",
        "set: {a#b: 1, a#b: 2}|DUPLICATE_KEY|1:15"
      })
  void refusesWithAPlace(String text, Code code, String place) {
    ProblemException e = failure(text + "\n");
    assertThat(e.problems()).hasSize(1);
    assertThat(e.problems().get(0).code()).isEqualTo(code);
    assertThat(e.problems().get(0).spot().orElseThrow())
        .hasToString("environments/e.yaml:" + place);
    assertThat(e.problems().toString()).doesNotContain("hunter2");
  }

  @Test
  void anUnknownNameIsToldWithNearOnes() {
    put(root, "environments/staging.yaml", "exclude: []\n");
    assertThatThrownBy(() -> Environments.at(root).read("stagin"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().get(0).advice()).contains("staging"));
    assertThatThrownBy(() -> Environments.at(root).read("../apimage"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void writesWhatReadsBackAndReplacesNothing() {
    ObjectNode tree =
        YamlText.read("x", "secrets: {namedValues/a: '${env:A}'}\nset: {'apis/x#path': y}").tree();
    assertThat(Environments.at(root).write("e", tree)).isTrue();
    assertThat(Environments.at(root).read("e").secrets()).hasSize(1);
    assertThat(Environments.at(root).write("e", tree.deepCopy().put("x", 1))).isFalse();
    assertThatThrownBy(() -> Environments.at(root).write("../e", tree))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void readsVariablesAndFilesWhenAsked() {
    LocalSources sources = new LocalSources(root, Map.of("A", "hunter2", "EMPTY", "")::get);
    put(root, "secrets/x", "hunter2\r\n");
    assertThat(value(sources, "${env:A}")).isEqualTo(new Secret("hunter2"));
    assertThat(value(sources, "${file:secrets/x}")).isEqualTo(new Secret("hunter2"));
    assertThat(sources.reader(SourceText.parse("${keyvault:vault/x}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"${env:NONE}", "${env:EMPTY}", "${file:none}", "${file:empty}"})
  void nothingThereIsAnErrorAtTheLine(String source) {
    LocalSources sources = new LocalSources(root, Map.of("EMPTY", "")::get);
    put(root, "empty", "\n");
    assertThatThrownBy(() -> value(sources, source))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problems().get(0).code()).isEqualTo(Code.UNSET_SOURCE);
              assertThat(e.problems().get(0).spot().orElseThrow())
                  .hasToString("environments/e.yaml:2:18");
            });
  }

  private Secret value(LocalSources sources, String source) {
    put(root, "environments/e.yaml", "secrets:\n  namedValues/a: " + source + "\n");
    SecretRule rule = Environments.at(root).read("e").secrets().get(0);
    return rule.value(sources.reader(rule.source()).orElseThrow());
  }
}
