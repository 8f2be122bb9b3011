package dev.apimage.kind;

import static dev.apimage.Made.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Position;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
  private static List<String> found(String pattern, String yaml) {
    return PathPattern.parse(pattern).in(tree(yaml)).stream().map(Position::toString).toList();
  }

  @Test
  void findsEachKeyOfAMapAndEachItemOfAList() {
    String yaml = "credentials: {header: {x-key: [a, b], 'q.r': [c]}, query: {z: [d]}}";
    assertThat(found("credentials.header.*[*]", yaml))
        .containsExactly(
            "credentials.header.x-key[0]",
            "credentials.header.x-key[1]",
            "credentials.header[\"q.r\"][0]");
  }

  @Test
  void findsNothingWhereTheTreeHasAnotherShape() {
    assertThat(found("a.*[*]", "a: {b: text}")).isEmpty();
    assertThat(found("a.*[*]", "a: [x]")).isEmpty();
    assertThat(found("a.*", "a: text")).isEmpty();
    assertThat(found("a", "a: null")).isEmpty();
    assertThat(found("a[*]", "a: [1, null]")).containsExactly("a[0]");
  }

  @ParameterizedTest
  @CsvSource({
    "a.*, a.b, true",
    "a.*, a, false",
    "a.*, a.b.c, false",
    "a[*].b, a[7].b, true",
    "a[*].b, a.x.b, false",
    "a.*.b, a[0].b, false",
    "a.b, a.c, false",
  })
  void tellsWhetherItCanNameAPosition(String pattern, String position, boolean matches) {
    assertThat(PathPattern.parse(pattern).matches(Position.parse(position))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "a.*", "a[*]", "a.*[*]", "a[*].b[*].c", "a[*][*]"})
  void isWrittenAsItWasRead(String text) {
    assertThat(PathPattern.parse(text)).hasToString(text);
  }
}
