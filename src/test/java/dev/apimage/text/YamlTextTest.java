package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  private static Parsed read(String text) {
    return YamlText.read("apis/x/api.yaml", text);
  }

  private static Problem only(String text) {
    assertThat(read(text).problems()).hasSize(1);
    return read(text).problems().get(0);
  }

  @Test
  void readsWhatAllReadersAgreeOn() {
    Parsed parsed =
        read("a: true\nb: 12\nc: 1.10\nd:\ne: ~\nf: text\ng: []\nh: {}\ni: 12345678901234567890\n");
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.tree())
        .hasToString(
            "{\"a\":true,\"b\":12,\"c\":1.10,\"d\":null,\"e\":null,\"f\":\"text\",\"g\":[],\"h\":{},"
                + "\"i\":12345678901234567890}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "yes",
        "On",
        "off",
        "y",
        "012",
        "0x1F",
        "0o14",
        "1_000",
        "+12",
        ".5",
        "12:30:45",
        "2026-11-21",
        ".inf",
        ".nan",
        "1.",
        "=",
        "nUll"
      })
  void whatReadersDisputeIsText(String scalar) {
    assertThat(read("a: " + scalar + "\n").tree().get("a").textValue()).isEqualTo(scalar);
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", scalar);
    assertThat(YamlText.write(tree, "")).isEqualTo("a: \"" + scalar + "\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: *b|YAML_FEATURE|1:4",
        "a: &b 1|YAML_FEATURE|1:4",
        "a: !!str 1|YAML_FEATURE|1:4",
        "a: ! 1|YAML_FEATURE|1:4",
        "<<: {b: 1}|YAML_FEATURE|1:1",
        "{a: 1, a: 2}|DUPLICATE_KEY|1:8",
        "[1]|WRONG_TYPE|1:1",
        "text|WRONG_TYPE|1:1",
        "{[a]: 1}|SYNTAX|1:2",
        "a: 'open|SYNTAX|1:4",
        "a: {b: 1|SYNTAX|1:4",
        "a: \"\\ud800\"|SYNTAX|1:4",
        "a: 1e99999999999|SYNTAX|1:4",
        "ä😀: *b|YAML_FEATURE|1:6"
      })
  void refusesWithAPlace(String text, Code code, String place) {
    Problem problem = only(text + "\n");
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.spot().orElseThrow()).hasToString("apis/x/api.yaml:" + place);
    assertThat(problem.excerpt()).isNotEmpty();
  }

  @Test
  void refusesASecondDocumentAndAnEmptyFile() {
    assertThat(only("a: 1\n---\nb: 2\n").spot().orElseThrow().line()).isEqualTo(2);
    assertThat(only("# nothing\n").code()).isEqualTo(Code.SYNTAX);
    assertThat(only("").code()).isEqualTo(Code.SYNTAX);
    assertThat(read("---\na: 1\n").problems()).isEmpty();
  }

  @Test
  void refusesCharactersThatReadersTakeForLineBreaks() {
    Problem problem = only("a: 1\nb: x\u2028y\n");
    assertThat(problem.spot().orElseThrow()).isEqualTo(new Spot("apis/x/api.yaml", 2, 5));
    assertThat(problem.text()).contains("U+2028");
    assertThat(problem.advice()).contains("\\u2028");
    assertThat(only("a: \ud800\n").text()).contains("U+D800");
  }

  @Test
  void findsAllErrorsOfAFile() {
    Parsed parsed = read("a: *x\nb: &y 1\nb: 2\nc: !t z\nd:\n  <<: {}\ne: [\n");
    assertThat(parsed.problems())
        .extracting(p -> p.spot().orElseThrow().line())
        .containsExactly(1, 2, 3, 4, 6, 8);
  }

  @Test
  void anExcerptShowsTheKeyAndNeverTheValue() {
    Problem problem = only("credentials:\n  - password: &p hunter2 # hunter2\n");
    assertThat(problem.excerpt()).isEqualTo("  - password: …\n              ^");
    assertThat(only("a: |\n  hunter2\n b: hunter2\n").excerpt()).doesNotContain("hunter2");
    assertThat(only("a: 1\nb: \"hunter2\n").toString()).doesNotContain("hunter2");
    assertThat(only("\"hunter2\n").toString()).doesNotContain("hunter2");
    assertThat(only("a: !hunter2!x y\n").toString()).doesNotContain("hunter2");
  }

  @Test
  void nestingCannotRunOutOfStack() {
    assertThat(only("a: " + "[".repeat(100_000)).code()).isEqualTo(Code.SYNTAX);
  }

  @Test
  void anOriginKnowsTheNearestPlace() {
    Parsed parsed = read("\ufeffa: 1\r\nb:\r\n  c: [x, y]\r\n  d:\r\n    - e: 1\r\n");
    assertThat(place(parsed, "a")).isEqualTo("1:4");
    assertThat(place(parsed, "b")).isEqualTo("2:1");
    assertThat(place(parsed, "b.c")).isEqualTo("3:3");
    assertThat(place(parsed, "b.c[1]")).isEqualTo("3:10");
    assertThat(place(parsed, "b.d[0].e")).isEqualTo("5:10");
    assertThat(place(parsed, "b.d[0].missing.deeper")).isEqualTo("5:7");
    assertThat(place(parsed, "missing")).isEqualTo("1:1");
  }

  private static String place(Parsed parsed, String position) {
    Spot spot = parsed.origin().spot(Position.parse(position)).orElseThrow();
    return spot.line() + ":" + spot.column();
  }

  @Test
  void writesWhatAPersonWouldHaveWritten() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("displayName", "Echo API").put("path", "/orders/{id}").put("sample", "{\"a\": 1}");
    tree.put("value", "{{key}}").put("description", "One.\n\n  Two: #3\n").put("count", 10);
    tree.putArray("apis").add("echo").add("orders");
    tree.putArray("list").addObject().put("name", "x").putArray("values").add("a\nb");
    tree.putObject("none");
    assertThat(YamlText.write(tree, "header"))
        .isEqualTo(
            """
            # header
            displayName: Echo API
            path: /orders/{id}
            sample: '{"a": 1}'
            value: "{{key}}"
            description: |
              One.

                Two: #3
            count: 10
            apis:
              - echo
              - orders
            list:
              - name: x
                values:
                  - |-
                    a
                    b
            none: {}
            """);
  }

  @Test
  void refusesToWriteHalfACharacter() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("a", "\ud800");
    assertThatThrownBy(() -> YamlText.write(tree, "")).isInstanceOf(ProblemException.class);
  }
}
