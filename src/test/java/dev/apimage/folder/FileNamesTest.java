package dev.apimage.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "get-order|get-order",
        "a b;rev=2 (x)@,=+!$'~|a b;rev=2 (x)@,=+!$'~",
        "a:b*c?d<e>f|a%3Ab%2Ac%3Fd%3Ce%3Ef",
        "100%|100%25",
        ".hidden|%2Ehidden",
        "end.|end%2E",
        "..|%2E%2E",
        ".|%2E",
        "end |end%20",
        "CON|%43ON",
        "nul.txt|%6Eul.txt",
        "Com1|%43om1",
        "lpt9 .x|%6Cpt9 .x",
        "console|console",
        "com10|com10",
        "größe|größe",
        "gro\u0308ße|gro%CC%88%C3%9Fe",
        "a\u212bb|a%E2%84%ABb",
        "日本|日本",
        "x\uD83D\uDE00|x%F0%9F%98%80",
        "\u0000|%00"
      })
  void writes(String name, String file) {
    assertThat(FileNames.encode(name)).isEqualTo(file);
    assertThat(FileNames.decode(file)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%20b", "a%3ab", "a%", "a%zz", "%FF", "CON", "a.", "a:b", "%61", ""})
  void refusesWhatNoNameIsWrittenAs(String file) {
    assertThat(FileNames.decode(file)).isEmpty();
  }

  @Test
  void longNamesAreCutAndHashed() {
    String name = "a".repeat(99) + "%" + "b".repeat(100);
    String file = FileNames.encode(name);
    assertThat(file).matches("a{99}~[0-9a-f]{8}");
    assertThat(FileNames.isShortened(name)).isTrue();
    assertThat(FileNames.decode(file)).isEmpty();
    assertThat(FileNames.encode(name + "x")).isNotEqualTo(file);
    assertThat(FileNames.isShortened("a".repeat(120))).isFalse();
    assertThat(FileNames.encode("ä".repeat(61))).startsWith("ä".repeat(50) + "~");
  }

  @Test
  void aNameThatLooksCutIsCutToo() {
    String file = FileNames.encode("a".repeat(200));
    assertThat(FileNames.isShortened(file)).isTrue();
    assertThat(FileNames.encode(file)).isNotEqualTo(file);
  }

  @Test
  void macNamesAreRead() {
    String file = Normalizer.normalize("größe", Normalizer.Form.NFD);
    assertThat(FileNames.decode(file)).contains("größe");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(150),
        Arbitraries.strings()
            .withChars("aA.% ~:ä\u0308日\ud83d\ude00-_")
            .ofMinLength(1)
            .ofMaxLength(60),
        Arbitraries.of("con", "CON.x", "aux .y", "nul", "prn", "com0", "conin$", "lpt1.a.b"));
  }

  @Property(seed = "20261121")
  void everyNameComesBackOrIsShortened(@ForAll("names") String name) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      return;
    }
    String file = FileNames.encode(name);
    if (FileNames.isShortened(name)) {
      assertThat(file).matches("(?s).*~[0-9a-f]{8}");
      assertThat(FileNames.isOf(file, name)).isTrue();
    } else {
      assertThat(FileNames.decode(file)).contains(name);
    }
    assertThat(file.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(120);
    assertThat(file).doesNotContainPattern("[/\\\\:*?\"<>|\\x00-\\x1f]");
    assertThat(file).doesNotStartWith(".").doesNotEndWith(".").doesNotEndWith(" ");
    assertThat(file.toLowerCase(Locale.ROOT))
        .doesNotMatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])( *\\..*)?");
  }
}
