package dev.apimage.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks every row of the table: what a row says must hold together. */
class EveryKindTest {
  private static JsonNode typed(Kind kind) {
    return kind.properties().path("properties");
  }

  private static Set<String> keys(Kind kind) {
    Set<String> keys = new HashSet<>(kind.ownKeys().keySet());
    typed(kind).fieldNames().forEachRemaining(keys::add);
    kind.links().forEach(link -> keys.add(link.key()));
    return keys;
  }

  /** True if the typed model has a place that a pattern can name. */
  private static boolean exists(Kind kind, PathPattern pattern) {
    JsonNode at = kind.properties();
    for (String step : pattern.steps()) {
      if (step.equals("[*]")) {
        at = at.path("items");
      } else if (step.equals("*")) {
        JsonNode others = at.path("additionalProperties");
        Iterator<JsonNode> known = at.path("properties").elements();
        at = others.isMissingNode() && known.hasNext() ? known.next() : others;
      } else {
        JsonNode named = at.path("properties").path(step);
        at = named.isMissingNode() ? at.path("additionalProperties") : named;
      }
    }
    return !at.isMissingNode();
  }

  /** An address of a kind below each owner that it can have. */
  private static List<Address> addresses(Kind kind) {
    List<Address> found = new ArrayList<>();
    if (kind.isTop()) {
      found.add(
          kind.isSingleton()
              ? Address.of(kind.collection())
              : Address.of(kind.collection(), "x-1"));
    }
    for (Kind owner : kind.parents()) {
      for (Address above : addresses(owner)) {
        found.add(
            kind.isSingleton()
                ? above.child(kind.collection())
                : above.child(kind.collection(), "2"));
      }
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysInOneSentenceWhatItIsFor(Kind kind) {
    assertThat(kind.says()).isNotBlank().endsWith(".").doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void liesSomewhere(Kind kind) {
    assertThat(kind.isTop() || !kind.parents().isEmpty()).isTrue();
    assertThat(kind.collection()).matches("[a-z][A-Za-z]*");
    assertThat(kind.stem().isEmpty()).isEqualTo(kind.layout() != Layout.FOLDER);
    assertThat(kind.restName().isEmpty()).isEqualTo(!kind.isSingleton());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hasItsPropertiesFromTheTypedModel(Kind kind) {
    assertThat(typed(kind)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void ordersKeysThatExistEachOnce(Kind kind) {
    // A revision is written in its API's order, although it has not all of an API's keys.
    Set<String> known = keys(kind);
    kind.parents().forEach(owner -> known.addAll(keys(owner)));
    assertThat(known).containsAll(kind.keyOrder());
    assertThat(kind.keyOrder()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesOnlyPropertiesThatExist(Kind kind) {
    assertThat(keys(kind)).containsAll(kind.defaults().keySet());
    assertThat(keys(kind)).containsAll(kind.unordered());
    assertThat(keys(kind)).containsAll(kind.uniqueKeys());
    assertThat(keys(kind)).containsAll(kind.inherited());
    if (!kind.nameFallback().isEmpty()) {
      assertThat(keys(kind)).contains(kind.nameFallback());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void keysOfOursAreNoneOfArms(Kind kind) {
    kind.ownKeys().keySet().forEach(key -> assertThat(typed(kind).has(key)).as(key).isFalse());
    kind.links().forEach(link -> assertThat(typed(kind).has(link.key())).as(link.key()).isFalse());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void refersOnlyToRowsAboveItOrToItself(Kind kind) {
    for (Reference reference : kind.references()) {
      assertThat(exists(kind, reference.path())).as("%s", reference.path()).isTrue();
      assertThat(reference.targets()).allMatch(target -> target.compareTo(kind) <= 0);
    }
    assertThat(kind.links()).allMatch(link -> link.target().compareTo(kind) < 0);
    assertThat(kind.parents()).allMatch(parent -> parent.compareTo(kind) < 0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void withholdsPositionsThatExist(Kind kind) {
    assertThat(kind.secrets()).allMatch(secret -> exists(kind, secret.path()));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatItWithholdsIsNotTheServices(Kind kind) {
    for (SecretPosition secret : kind.secrets()) {
      Position position = Position.parse(secret.path().toString().replace("[*]", "[0]"));
      assertThat(secret.path().matches(position)).as("%s", position).isTrue();
      assertThat(kind.isServiceOwned(position)).as("%s", position).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void hasCompanionsThatTheirEndingTellsApart(Kind kind) {
    assertThat(kind.companions().stream().map(Companion::extension)).doesNotHaveDuplicates();
    assertThat(kind.companions())
        .allMatch(companion -> exists(kind, PathPattern.parse(companion.position().toString())));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isFoundByItsAddressAndGoesToRestAndBack(Kind kind) {
    assertThat(addresses(kind)).isNotEmpty();
    for (Address address : addresses(kind)) {
      assertThat(Kind.of(address)).contains(kind);
      assertThat(RestPath.address(RestPath.of(address))).contains(address);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void leavesAnEmptyTreeEmpty(Kind kind) {
    assertThat(Canonical.of(kind, JsonNodeFactory.instance.objectNode())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isInTheTableForReaders(Kind kind) {
    assertThat(KindTable.markdown()).contains("| `" + kind.collection() + "` |");
  }

  @Test
  void noTwoKindsShareACollectionBelowOneOwner() {
    List<String> places = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind.isTop()) {
        places.add("/" + kind.collection());
      }
      kind.parents().forEach(owner -> places.add(owner + "/" + kind.collection()));
    }
    assertThat(places).doesNotHaveDuplicates();
  }

  @Test
  void childrenAndParentsSayTheSame() {
    for (Kind kind : Kind.values()) {
      assertThat(kind.children())
          .containsExactlyElementsOf(
              Arrays.stream(Kind.values()).filter(k -> k.parents().contains(kind)).toList());
    }
  }

  @Test
  void whatLiesNowhereHasNoKind() {
    assertThat(Kind.of(Address.parse("apis"))).isEmpty();
    assertThat(Kind.of(Address.parse("policy/x"))).isEmpty();
    assertThat(Kind.of(Address.parse("operations/x"))).isEmpty();
    assertThat(Kind.of(Address.parse("apis/x/gateways/y"))).isEmpty();
    assertThat(Kind.of(Address.parse("groups/x/policy"))).isEmpty();
  }
}
