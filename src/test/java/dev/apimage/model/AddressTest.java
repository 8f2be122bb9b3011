package dev.apimage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Test
  void lettersCompareWithoutRegardToCaseAndKeepTheirSpelling() {
    Address one = Address.parse("apis/Orders");
    Address other = Address.parse("APIS/orders");
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
    assertThat(one).hasToString("apis/Orders");
  }

  @Test
  void whatEnclosesComesBeforeWhatItHolds() {
    List<Address> sorted =
        List.of("apis/b", "apis/a-b", "apis/a/policy", "apis/A", "apis/a/operations/x").stream()
            .map(Address::parse)
            .sorted()
            .toList();
    assertThat(sorted)
        .hasToString("[apis/A, apis/a/operations/x, apis/a/policy, apis/a-b, apis/b]");
  }

  @Test
  void equalityAndOrderAgreeWhereSlashesAndDashesMeet() {
    Address api = Address.parse("apis/a-b");
    Address operation = Address.parse("apis/a/operations/b");
    assertThat(api.compareTo(operation)).isEqualTo(-operation.compareTo(api)).isPositive();
  }

  @Test
  void aSingletonHasNoNameOfItsOwn() {
    Address policy = Address.parse("apis/orders/operations/get/policy");
    assertThat(policy.isSingleton()).isTrue();
    assertThat(policy.collection()).isEqualTo("policy");
    assertThat(policy.name()).isEqualTo("policy");
    assertThat(policy.parent()).hasToString("apis/orders/operations/get");
    assertThat(policy.parent().parent()).hasToString("apis/orders");
    assertThat(policy.parent().child("policy")).isEqualTo(policy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "apis/orders"})
  void onlyTheServiceEnclosesWhatIsAtTheTop(String text) {
    assertThat(Address.parse(text).isTop()).isTrue();
    assertThatThrownBy(() -> Address.parse(text).parent())
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "apis/", "/apis/x", "apis//x"})
  void anEmptySegmentIsNoAddress(String text) {
    assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameHoldsNoSlash() {
    assertThatThrownBy(() -> Address.of("apis", "a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void liesWithinItselfAndItsOwnersOnly() {
    Address get = Address.parse("apis/a/operations/get");
    assertThat(get.isWithin(get)).isTrue();
    assertThat(get.isWithin(Address.parse("apis/A"))).isTrue();
    assertThat(get.isWithin(Address.parse("apis/a/operations/get/policy"))).isFalse();
    assertThat(Address.parse("apis/ab").isWithin(Address.parse("apis/a"))).isFalse();
  }
}
