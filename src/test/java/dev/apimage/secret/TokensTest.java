package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "$",
            "{secret",
            "}",
            ":",
            "0a1b2c3d",
            "-2",
            "${secret}",
            "${secret:0a1b2c3d}",
            "$$",
            "x",
            "\\",
            "${env:A}",
            "{",
            "\n")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces));
  }

  @Property(seed = "20261121")
  void anyRealTextComesBackFromItsWrittenForm(@ForAll("texts") String real) {
    String written = Tokens.escape(real);
    assertThat(Tokens.ids(written)).isEmpty();
    assertThat(Tokens.fill(written, id -> "never asked for")).isEqualTo(real);
  }

  @Property(seed = "20261121")
  void aTokenBetweenRealTextsIsTheOnlyOneFilled(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    String clean = before.replaceAll("\\$+$", "");
    String written = Tokens.escape(clean) + Tokens.of("0a1b2c3d") + Tokens.escape(after);
    assertThat(Tokens.ids(written)).containsExactly("0a1b2c3d");
    assertThat(Tokens.fill(written, id -> "$1\\")).isEqualTo(clean + "$1\\" + after);
  }

  @Test
  void aWholePositionHasAnEmptyId() {
    assertThat(Tokens.ids(Tokens.WHOLE)).isEqualTo(List.of(""));
    assertThat(Tokens.ids("a ${secret:0a1b2c3d} b ${secret:0a1b2c3d-2}"))
        .containsExactly("0a1b2c3d", "0a1b2c3d-2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${secre}",
        "$secret",
        "${secret",
        "${secret:}",
        "${secret:xyz}",
        "${secret:0a1b2c3}",
        "${secret:0A1B2C3D}",
        "${env:X}",
        "${ secret }",
        "{secret}",
        "{{secret}}"
      })
  void anythingElseIsText(String text) {
    assertThat(Tokens.isIn(text)).isFalse();
    assertThat(Tokens.escape(text)).isEqualTo(text);
    assertThat(Tokens.fill(text, id -> "no")).isEqualTo(text);
  }

  @Test
  void oneMoreDollarMakesATokenText() {
    assertThat(Tokens.escape("${secret}")).isEqualTo("$${secret}");
    assertThat(Tokens.escape("$${secret}")).isEqualTo("$$${secret}");
    assertThat(Tokens.fill("$${secret}", id -> "no")).isEqualTo("${secret}");
  }
}
