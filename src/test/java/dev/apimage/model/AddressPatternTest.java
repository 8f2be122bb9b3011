package dev.apimage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
  @ParameterizedTest
  @CsvSource({
    "apis/orders, apis/orders, true",
    "APIs/Orders, apis/orders, true",
    "apis/orders, apis/orders/policy, false",
    "apis/*, apis/orders, true",
    "apis/*, apis/orders/policy, false",
    "apis/*/policy, apis/orders/policy, true",
    "apis/o*s, apis/orders, true",
    "apis/o*x, apis/orders, false",
    "apis/a.c, apis/abc, false",
    "apis/orders/**, apis/orders, true",
    "apis/orders/**, apis/orders/operations/get/policy, true",
    "apis/orders/**, apis/orders2, false",
    "**/policy, policy, true",
    "**/policy, apis/orders/policy, true",
    "**, apis/orders, true",
    "**/operations/**/policy, apis/a/operations/b/policy, true",
    "subscriptions/**, subscriptions/abc, true"
  })
  void matches(String pattern, String address, boolean expected) {
    assertThat(AddressPattern.parse(pattern).matches(Address.parse(address))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "apis/", "/apis", "apis//x", "apis/a**"})
  void refuses(String text) {
    assertThatThrownBy(() -> AddressPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPlaceNarrowsAKey() {
    Address pay = Address.parse("backends/pay");
    assertThat(KeyPattern.parse("backends/pay").matches(pay, "proxy.password")).isTrue();
    assertThat(KeyPattern.parse("backends/pay#proxy.*").matches(pay, "proxy.password")).isTrue();
    assertThat(KeyPattern.parse("backends/pay#url").matches(pay, "proxy.password")).isFalse();
    assertThatThrownBy(() -> KeyPattern.parse("backends/pay#"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMostLiteralKeyWinsAndATieShows() {
    List<KeyPattern> rules =
        List.of(
            KeyPattern.parse("**"),
            KeyPattern.parse("backends/*"),
            KeyPattern.parse("backends/pay"),
            KeyPattern.parse("backends/p*#url"),
            KeyPattern.parse("backends/*y#url"));
    Address pay = Address.parse("backends/pay");
    assertThat(KeyPattern.best(rules, Function.identity(), pay, "title"))
        .extracting(KeyPattern::toString)
        .containsExactly("backends/pay");
    assertThat(KeyPattern.best(rules, Function.identity(), pay, "url")).hasSize(2);
    assertThat(KeyPattern.best(rules, Function.identity(), Address.parse("tags/x"), ""))
        .containsExactly(KeyPattern.parse("**"));
  }
}
