package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.Shared;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $filter} of lists: which fields and operators each takes, and what they mean. */
class FiltersTest extends EmulatorTest {
  private static final List<String> OPERATORS = List.of("eq", "ne", "ge", "le", "gt", "lt");
  private static final List<String> FUNCTIONS =
      List.of("substringof", "contains", "startswith", "endswith");

  /** Names of {@link OneOfEach} for the parameters of paths. */
  private static final Map<String, String> NAMES =
      Map.of(
          "apiId", "a",
          "operationId", "o",
          "productId", "p",
          "gatewayId", "g",
          "groupId", "g",
          "tagId", "t",
          "issueId", "i",
          "workspaceId", "w",
          "userId", "u",
          "authorizationProviderId", "ap");

  private Got filtered(String list, String filter) {
    return client.get(list + "?%24filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  private List<String> names(String list, String filter) {
    Got got = filtered(list, filter);
    assertThat(got.status()).as(got.raw().body()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    got.body().path("value").forEach(item -> names.add(item.path("name").asText()));
    assertThat(got.body().path("count").asInt()).isEqualTo(names.size());
    return names;
  }

  private static String call(String function, String field) {
    return function.equals("substringof")
        ? "substringof('x'," + field + ")"
        : function + "(" + field + ",'x')";
  }

  @Test
  void everyListTakesTheFieldsAndOperatorsThatItDocumentsAndNoOthers() throws IOException {
    JsonNode lists =
        Client.JSON.readTree(Files.readString(Shared.shared().resolve("apim-rest/filters.json")));
    OneOfEach.make(client, "workspaces/w/tags/t");
    client.put(
        "authorizationProviders/ap", "{'displayName':'P','identityProvider':'aad','oauth2':{}}");
    client.put("authorizationProviders/ap/authorizations/o", "{'authorizationType':'OAuth2'}");
    client.put("workspaces/w/apis/a", "{'displayName':'A','path':'wa'}");
    client.put("workspaces/w/products/p", "{'displayName':'P'}");
    client.put("workspaces/w/groups/g", "{'displayName':'G'}");
    client.put(
        "workspaces/w/apis/a/operations/o", "{'displayName':'O','method':'GET','urlTemplate':'/'}");
    List<String> wrong = new ArrayList<>();
    int[] asked = new int[1];
    for (Map.Entry<String, JsonNode> list : lists.properties()) {
      String path = path(list.getKey());
      if (list.getValue().isArray() && client.get(path).status() == 200) {
        for (JsonNode row : list.getValue()) {
          if (row.path("usage").asText().equals("filter")) {
            asked[0] += ask(path, row, wrong);
          }
        }
        if (filtered(path, "noSuchField eq 'x'").status() != 400) {
          wrong.add(path + " takes any field");
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked[0]).isGreaterThan(2_000);
  }

  private static String path(String template) {
    StringBuilder path = new StringBuilder();
    for (String segment : template.substring(1).split("/", -1)) {
      String name = segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : "";
      path.append('/').append(name.isEmpty() ? segment : NAMES.getOrDefault(name, "o"));
    }
    return path.substring(1);
  }

  private int ask(String path, JsonNode row, List<String> wrong) {
    String field = row.path("field").asText();
    String literal = field.equals("isCurrent") ? "true" : "'x'";
    for (String operator : OPERATORS) {
      boolean allowed = row.path("operators").toString().contains("\"" + operator + "\"");
      check(path, field + " " + operator + " " + literal, allowed, wrong);
    }
    for (String function : FUNCTIONS) {
      boolean allowed = row.path("functions").toString().contains("\"" + function + "\"");
      check(path, call(function, field), allowed, wrong);
    }
    return OPERATORS.size() + FUNCTIONS.size();
  }

  private void check(String path, String filter, boolean allowed, List<String> wrong) {
    Got got = filtered(path, filter);
    if (got.status() != (allowed ? 200 : 400)) {
      wrong.add(path + " " + filter + ": " + got.status() + " " + got.message());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "displayName eq 'bravo'                                  | b",
        "displayName eq 'BRAVO'                                  | b",
        "displayName ne 'bravo'                                  | a c",
        "displayName gt 'bravo'                                  | c",
        "displayName ge 'bravo'                                  | b c",
        "displayName lt 'bravo'                                  | a",
        "displayName le 'bravo'                                  | a b",
        "contains(displayName,'rav')                             | b",
        "substringof('rav',displayName)                          | b",
        "startswith(displayName,'char')                          | c",
        "endswith(displayName,'ha')                              | a",
        "name eq 'a' or name eq 'c'                              | a c",
        "startswith(name,'b') and displayName ne 'x'             | b",
        "not(name eq 'a')                                        | b c",
        "(name eq 'a' or name eq 'b') and displayName ne 'alpha' | b"
      })
  void operatorsAndFunctionsMeanWhatODataSays(String filter, String expected) {
    client.put("tags/a", "{'displayName':'alpha'}");
    client.put("tags/b", "{'displayName':'bravo'}");
    client.put("tags/c", "{'displayName':'charlie'}");
    assertThat(names("tags", filter)).containsExactly(expected.split(" "));
  }

  @Test
  void theCurrentRevisionsAreThoseThatSayIt() {
    client.put("apis/a", "{'displayName':'A','path':'a'}");
    client.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    assertThat(names("apis", "isCurrent eq true")).containsExactly("a", "echo-api");
    assertThat(names("apis", "path eq 'a' and isCurrent ne true")).containsExactly("a;rev=2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state eq 'active'", "productId eq 'starter'", "userId eq '1'"})
  void subscriptionsAreFoundByWhatTheirIdsEndWith(String filter) {
    assertThat(names("subscriptions", filter)).isNotEmpty();
    assertThat(names("subscriptions", filter.replaceFirst("'.*'", "'none'"))).isEmpty();
  }

  @Test
  void everyFieldThatAListShowsFindsItsEntity() {
    OneOfEach.make(client, "workspaces/w/tags/t");
    List<String> lost = new ArrayList<>();
    for (String list :
        List.of(
            "apis",
            "apis/a/operations",
            "products",
            "tags",
            "groups",
            "users",
            "backends",
            "loggers",
            "namedValues",
            "apiVersionSets",
            "certificates",
            "gateways",
            "authorizationServers",
            "subscriptions",
            "apis/a/releases",
            "documentations")) {
      List<String> segments = List.of((client.id().substring(1) + "/" + list).split("/", -1));
      JsonNode fields = Contract.get().match(segments).orElseThrow().filter();
      for (JsonNode entity : client.get(list).body().path("value")) {
        for (JsonNode row : fields) {
          String field = row.path("field").asText();
          JsonNode value =
              field.equals("name") ? entity.path(field) : entity.path("properties").path(field);
          if (value.isTextual() && row.path("operators").toString().contains("\"eq\"")) {
            String filter = field + " eq '" + value.asText().replace("'", "''") + "'";
            if (!names(list, filter).contains(entity.path("name").asText())) {
              lost.add(list + " " + filter);
            }
          }
        }
      }
    }
    assertThat(lost).isEmpty();
  }
}
