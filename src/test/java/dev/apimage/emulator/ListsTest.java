package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of lists and how a client gets from one page to the next. */
class ListsTest extends EmulatorTest {
  private void tags(int number) {
    for (int i = 0; i < number; i++) {
      client.put("tags/t" + i, "{'displayName':'T" + i + "'}");
    }
  }

  @Test
  void theCountIsTheTotalAndNotThePage() {
    tags(5);
    JsonNode page = client.get("tags?%24top=2&%24skip=1").body();
    assertThat(page.path("value").size()).isEqualTo(2);
    assertThat(page.path("count").asInt()).isEqualTo(5);
  }

  @Test
  void theLinkOfAListOfOnePageIsEmptyAndThatOfALastPageAbsent() {
    tags(3);
    assertThat(client.get("tags").body().path("nextLink").asText("absent")).isEmpty();
    Got last = client.get("tags?%24top=2&%24skip=2");
    assertThat(last.body().path("value").size()).isEqualTo(1);
    assertThat(last.body().has("nextLink")).isFalse();
  }

  @Test
  void aNextLinkIsAbsoluteWithItsPortAndPercentEncodesItsDollars() {
    tags(5);
    assertThat(client.get("tags?%24top=2&%24skip=1").body().path("nextLink").asText())
        .isEqualTo(
            "http://127.0.0.1:"
                + emulator.uri().getPort()
                + client.id()
                + "/tags?%24top=2&api-version=2024-05-01&%24skip=3");
  }

  @Test
  void aNextLinkKeepsTheFilterAndIsFollowedToTheEnd() {
    tags(7);
    List<String> names = new ArrayList<>();
    Got page = client.get("tags?%24top=3&%24filter=startswith(displayName,'T')");
    assertThat(page.body().path("nextLink").asText())
        .contains("%24filter=startswith%28displayName%2C%27T%27%29&");
    names.addAll(page.body().path("value").findValuesAsText("name"));
    while (!page.body().path("nextLink").asText().isEmpty()) {
      page = client.at("GET", page.body().path("nextLink").asText(), "", "");
      names.addAll(page.body().path("value").findValuesAsText("name"));
    }
    assertThat(names).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6");
  }

  @Test
  void aPageHoldsAHundredHoweverManyAreAskedFor() {
    tags(101);
    assertThat(client.get("tags").body().path("value").size()).isEqualTo(100);
    assertThat(client.get("tags?%24top=5000").body().path("value").size()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%24top=0", "%24top=-1", "%24skip=-1", "%24top=x", "%24skip=x"})
  void topIsAtLeastOneAndSkipAtLeastZero(String parameter) {
    Got got = client.get("tags?" + parameter);
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(client.get("tags?%24top=1&%24skip=0").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identityProviders", "contentTypes", "apis/echo-api/policies"})
  void listsOfIdentityProvidersContentTypesAndPoliciesAreNotPaged(String list) {
    client.put("identityProviders/google", "{'clientId':'c','clientSecret':'s'}");
    client.put("identityProviders/facebook", "{'clientId':'c','clientSecret':'s'}");
    client.put("contentTypes/page", "{'name':'page','schema':{}}");
    client.put("contentTypes/document", "{'name':'document','schema':{}}");
    client.put("apis/echo-api/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    Got whole = client.get(list);
    assertThat(whole.body().path("count").asInt()).isPositive();
    Got asked = client.get(list + "?%24top=1&%24skip=1");
    assertThat(asked.body().path("value")).isEqualTo(whole.body().path("value"));
  }
}
