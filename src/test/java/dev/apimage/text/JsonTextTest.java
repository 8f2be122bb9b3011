package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Code;
import dev.apimage.model.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
  @Test
  void readsWithPlaces() {
    Parsed parsed = JsonText.read("a.json", "\ufeff{\r\n  \"a\": {\"b\": [1.10, true]}\r\n}");
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.tree()).hasToString("{\"a\":{\"b\":[1.10,true]}}");
    assertThat(parsed.origin().spot(Position.parse("a.b[1]")).orElseThrow())
        .hasToString("a.json:2:21");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"a\": 2}|DUPLICATE_KEY|1:10",
        "{\"a\": 1,}|SYNTAX|1:9",
        "{a: 1}|SYNTAX|1:2",
        "{\"a\": NaN}|SYNTAX|1:10",
        "{} {}|SYNTAX|1:4",
        "[1]|WRONG_TYPE|1:1",
        "{\"a\": \"\\ud800\"}|SYNTAX|1:7"
      })
  void refusesWithAPlace(String text, Code code, String place) {
    Parsed parsed = JsonText.read("a.json", text);
    assertThat(parsed.problems()).hasSize(1);
    assertThat(parsed.problems().get(0).code()).isEqualTo(code);
    assertThat(parsed.problems().get(0).spot().orElseThrow().line()).isEqualTo(1);
    assertThat(parsed.problems().get(0).spot().orElseThrow()).hasToString("a.json:" + place);
  }

  @Test
  void anExcerptShowsTheKeyAndNeverTheValue() {
    Parsed parsed = JsonText.read("a.json", "{\n  \"key\": \"hunter2\",\n  \"key\": hunter2\n}");
    assertThat(parsed.problems()).isNotEmpty().noneMatch(p -> p.toString().contains("hunter2"));
    assertThat(parsed.problems().get(0).excerpt()).startsWith("  \"key\": …\n");
  }

  @Test
  void writesTwoBlanksALevel() {
    Parsed parsed = JsonText.read("a.json", "{\"a\":[1,{\"b\":{}}],\"c\":[]}");
    assertThat(JsonText.write(parsed.tree()))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": {}
                }
              ],
              "c": []
            }
            """);
  }

  @Test
  void nestingCannotRunOutOfStack() {
    Parsed parsed = JsonText.read("a.json", "{\"a\":" + "[".repeat(100_000));
    assertThat(parsed.problems()).hasSize(1);
  }
}
