package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that somebody pastes into a command line. */
class TypedTest {
  private static final String SECRET = "k7Qx9fWm2ZrT4bVn8s+/=";

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "publsh §",
        "plan §",
        "plan --env prod=§",
        "plan --env=prod=§",
        "plan --env §",
        "plan --password=§",
        "plan --password §",
        "plan -p§",
        "plan --service §",
        "plan --service=s --endpoint http://user:§@127.0.0.1",
        "plan --service=s --endpoint https://user:§ @127.0.0.1",
        "plan --service=s --endpoint=http://127.0.0.1:1/?code=§",
        "plan --max-deletes=§",
        "plan --output=§",
        "plan --report=§",
        "plan --report=§=x",
        "plan --cloud=§ --service=s",
        "plan --api-version=§ --service=s",
        "plan --subscription=§ -g a/b --service=s",
        "plan --on-missing-owner §",
        "plan --write-secrets=a#b#§ --service=s --endpoint http://127.0.0.1:1",
        "plan --folder=§",
        "explain §",
        "import § x --out y",
        "import apiops § --out y",
        "emulate --faults=§",
        "emulate --port=§",
        "emulate --latency=§",
        "emulate --load=§",
        "check --folder §"
      })
  void areNotRepeatedByAnyMessage(String line) {
    String[] words =
        Stream.of(line.split(" ")).map(w -> w.replace("§", SECRET)).toArray(String[]::new);
    Shell.Result result = new Shell(temp).run(words);
    assertThat(result.code()).as(result.toString()).isNotZero();
    String place = temp.toString();
    assertThat(result.toString().replace(place, "")).doesNotContain("k7Qx9fWm2Z");
  }

  @Test
  void whatIsAWordIsRepeated() {
    Shell shell = new Shell(temp);
    assertThat(shell.run("publsh").err()).contains("'publsh'", "publish");
    assertThat(shell.run("plan", "--pasword=x123").err()).contains("--pasword=");
    assertThat(shell.run("plan", "--output=yaml").err()).contains("yaml");
  }
}
