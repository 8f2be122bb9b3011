package dev.apimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "https://contoso.com ~ https://contoso.com",
        "C:\\new ~ C:\\new",
        "true ~ \"true\"",
        "250 ~ \"250\"",
        "(not set) ~ \"(not set)\"",
        "a -> b ~ \"a -> b\"",
        "${secret} ~ (secret)",
        "Basic ${secret:0a1b2c3d} ~ Basic (secret:0a1b2c3d)",
        "$${secret} ~ $${secret}",
      })
  void aTextIsBareUnlessItCouldBeMistaken(String text, String shown) {
    assertThat(Visible.value(TextNode.valueOf(text))).isEqualTo(shown);
  }

  @Test
  void whatCannotBeSeenIsSpelled() {
    assertThat(Visible.value(TextNode.valueOf("a\u00a0b"))).isEqualTo("\"a\\u{a0}b\"");
    assertThat(Visible.value(TextNode.valueOf("\u009b2J\\n\n"))).isEqualTo("\"\\u{9b}2J\\\\n\\n\"");
    assertThat(Visible.value(TextNode.valueOf("e\u0301"))).isEqualTo("\"e\\u{301}\"");
    assertThat(Visible.value(TextNode.valueOf("\u00e9"))).isEqualTo("\u00e9");
    assertThat(Visible.name("a\u001b[2J\u200bb")).isEqualTo("a<U+001B>[2J<U+200B>b");
    assertThat(Visible.line("\tx ")).isEqualTo("<U+0009>x<U+0020>");
  }

  @Test
  void aTreeIsCompactAndItsSecretsAreWithoutQuotationMarks() {
    var tree = JsonNodeFactory.instance.objectNode().put("a", 1).put("b", "${secret}");
    tree.putArray("c").add("x").add(true);
    assertThat(Visible.value(tree)).isEqualTo("{\"a\": 1, \"b\": (secret), \"c\": [\"x\", true]}");
  }

  @Test
  void aLongValueIsShownAroundTheFirstDifferenceWithoutDividingACharacter() {
    String same = "\ud83d\ude00".repeat(100);
    Shortened shown = Shortened.of(same + "one", same + "other");
    assertThat(shown.before()).startsWith("…\ud83d\ude00").endsWith("one (203 characters)");
    assertThat(shown.after()).startsWith("…\ud83d\ude00").endsWith("other (205 characters)");
  }
}
