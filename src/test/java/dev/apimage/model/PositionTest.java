package dev.apimage.model;

import static dev.apimage.Made.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  private static final TextNode NEW = TextNode.valueOf("new");

  private static String set(String position, String yaml) {
    ObjectNode tree = tree(yaml);
    Position.parse(position).set(tree, NEW);
    return tree.toString();
  }

  private static String removed(String position, String yaml) {
    ObjectNode tree = tree(yaml);
    Position.parse(position).remove(tree);
    return tree.toString();
  }

  @Provide
  Arbitrary<Position> positions() {
    Arbitrary<Object> name =
        Arbitraries.strings()
            .withChars("ab.[]\"\\0*# \n\u00e4")
            .ofMaxLength(5)
            .map(Object.class::cast);
    Arbitrary<Object> index = Arbitraries.integers().between(0, 999).map(Object.class::cast);
    return Arbitraries.oneOf(name, index).list().ofMaxSize(5).map(Position::new);
  }

  @Property(seed = "20261121")
  void theWrittenFormIsReadBack(@ForAll("positions") Position position) {
    assertThat(Position.parse(position.toString())).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "a..b", "a.", "a[", "a[x]", "a[-1]", "a[\"b]", "a[\"b\"", "a[]"})
  void whatIsNoPositionIsRefusedWithAReason(String text) {
    assertThatThrownBy(() -> Position.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".+");
  }

  @Test
  void namesWithDotsAreWrittenInBrackets() {
    assertThat(Position.ROOT.property("credentials").property("x.y").item(0))
        .hasToString("credentials[\"x.y\"][0]");
  }

  @Test
  void settingMakesTheObjectsOnTheWay() {
    assertThat(set("a.b.c", "{}")).isEqualTo("{\"a\":{\"b\":{\"c\":\"new\"}}}");
    assertThat(set("a.b", "a: null")).isEqualTo("{\"a\":{\"b\":\"new\"}}");
    assertThat(set("a[1]", "a: [x, y]")).isEqualTo("{\"a\":[\"x\",\"new\"]}");
    assertThat(set("a[0].b", "a: [{c: 1}]")).isEqualTo("{\"a\":[{\"c\":1,\"b\":\"new\"}]}");
  }

  @Test
  void settingDoesNotLeadThroughScalarsOrMissingItems() {
    for (List<String> wrong :
        List.of(
            List.of("a[2]", "a: [x]"),
            List.of("a.b", "a: [x]"),
            List.of("a.b", "a: text"),
            List.of("a[0]", "a: {}"),
            List.of("a[0].b", "a: [x]"))) {
      assertThatThrownBy(() -> set(wrong.get(0), wrong.get(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void removingTakesOutOneThingOrNothing() {
    assertThat(removed("a.b", "a: {b: 1, c: 2}")).isEqualTo("{\"a\":{\"c\":2}}");
    assertThat(removed("a[0]", "a: [1, 2]")).isEqualTo("{\"a\":[2]}");
    assertThat(removed("x.y", "a: 1")).isEqualTo("{\"a\":1}");
    assertThat(removed("a[7]", "a: [1]")).isEqualTo("{\"a\":[1]}");
    assertThat(removed("", "a: 1")).isEqualTo("{\"a\":1}");
  }

  @Test
  void nullIsNotThere() {
    ObjectNode tree = tree("{a: null, b: ''}");
    assertThat(Position.parse("a").isIn(tree)).isFalse();
    assertThat(Position.parse("b").isIn(tree)).isTrue();
    assertThat(Position.parse("c.d[0]").isIn(tree)).isFalse();
  }

  @Test
  void theRootIsItsOwnParent() {
    assertThat(Position.ROOT.parent()).isEqualTo(Position.ROOT);
    assertThat(Position.parse("a.b[0]").parent()).isEqualTo(Position.parse("a.b"));
    assertThat(new Position(new ArrayList<>()).isRoot()).isTrue();
  }
}
