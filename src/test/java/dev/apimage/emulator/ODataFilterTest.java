package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ODataFilterTest {
  private static final JsonNode FIELDS =
      json(
          """
          [{"field":"name","usage":"filter","operators":["ge","le","eq","ne","gt","lt"],
            "functions":["substringof","contains","startswith","endswith"]},
           {"field":"displayName","usage":"filter","operators":["eq","ne"],
            "functions":["substringof","contains","startswith","endswith"]},
           {"field":"count","usage":"filter","operators":["ge","le","eq","ne","gt","lt"],
            "functions":[]},
           {"field":"isCurrent","usage":"filter","operators":["eq","ne"],"functions":[]},
           {"field":"expirationDate","usage":"filter",
            "operators":["ge","le","eq","ne","gt","lt"],"functions":[]},
           {"field":"productId","usage":"filter","operators":["eq"],"functions":[]},
           {"field":"description","usage":"filter","operators":["eq","ne"],"functions":[]},
           {"field":"groups","usage":"expand","operators":[],"functions":[]}]
          """);

  private static final ObjectNode ENTITY =
      (ObjectNode)
          json(
              """
              {"name":"orders","properties":{"displayName":"Bob's Orders","count":9,
               "isCurrent":true,"expirationDate":"2026-03-01T00:00:00Z",
               "scope":"/subscriptions/s/products/gold"}}
              """);

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name eq 'orders' | true",
        "name eq 'ORDERS' | true",
        "name ne 'orders' | false",
        "name ge 'o' | true",
        "name lt 'o' | false",
        "properties/displayName eq 'Bob''s Orders' | true",
        "startswith(displayName,'bob') | true",
        "endswith(displayName, 'bob') | false",
        "contains(properties/displayName, 's o') | true",
        "substringof('ord', name) | true",
        "substringof('ord', name) eq false | false",
        "count gt 10 | false",
        "count le 9.0 | true",
        "isCurrent eq true | true",
        "isCurrent ne true | false",
        "expirationDate lt 2026-03-01T01:00:00+00:30 | true",
        "expirationDate ge datetime'2026-03-01T00:00:00' | true",
        "expirationDate gt 2026-03-02 | false",
        "productId eq 'gold' | true",
        "description eq null | true",
        "description ne 'x' | true",
        "description eq 'x' | false",
        "not (name eq 'a') and not name eq 'b' | true",
        "name eq 'a' or name eq 'orders' and count eq 9 | true",
        "(name eq 'a' or name eq 'orders') and count eq 8 | false",
        "name eq 'a' and name eq 'b' or count eq 9 | true"
      })
  void keepsWhatMatches(String filter, boolean kept) {
    assertThat(ODataFilter.parse(filter, FIELDS).test(ENTITY)).isEqualTo(kept);
  }

  @Test
  void aListWithoutFilterFieldsTakesNoFilter() {
    assertThatThrownBy(() -> ODataFilter.parse("name eq 'a'", json("\"Not used\"")))
        .isInstanceOf(FilterRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "name eq",
        "name eq orders",
        "name like 'a'",
        "name eq 'open",
        "(name eq 'a'",
        "name eq 'a')",
        "name eq 'a' name eq 'b'",
        "path eq 'a'",
        "groups eq 'a'",
        "displayName gt 'a'",
        "contains(count, '9')",
        "contains(name, 9)",
        "length(name) eq 3",
        "contains(name)",
        "and"
      })
  void refusesWhatTheListDoesNotTake(String filter) {
    assertThatThrownBy(() -> ODataFilter.parse(filter, FIELDS)).isInstanceOf(FilterRefused.class);
  }

  @Property(seed = "20261121")
  void aQuotedTextIsReadBack(@ForAll String text) {
    ObjectNode entity = ENTITY.deepCopy().put("name", text);
    String filter = "name eq '" + text.replace("'", "''") + "'";
    assertThat(ODataFilter.parse(filter, FIELDS).test(entity)).isTrue();
  }

  @Property(seed = "20261121")
  void anyTextIsReadOrRefused(@ForAll List<String> words) {
    String filter = String.join(" ", words) + " name eq 'a' (";
    assertThatThrownBy(() -> ODataFilter.parse(filter, FIELDS)).isInstanceOf(FilterRefused.class);
  }
}
