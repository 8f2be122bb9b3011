package dev.apimage.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What holds for every tree, sensible or not. */
class CanonicalPropertiesTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Provide
  Arbitrary<Tuple2<Kind, ObjectNode>> trees() {
    return Arbitraries.of(Kind.class).flatMap(kind -> tree(kind).map(t -> Tuple.of(kind, t)));
  }

  private static Arbitrary<ObjectNode> tree(Kind kind) {
    TreeSet<String> names = new TreeSet<>(kind.keyOrder());
    names.addAll(List.of("zeta", "a.b"));
    names(kind.properties(), names);
    return object(Arbitraries.of(names), 3);
  }

  private static void names(JsonNode schema, Set<String> names) {
    schema
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              names.add(entry.getKey());
              names(entry.getValue(), names);
            });
    if (schema.has("items")) {
      names(schema.get("items"), names);
    }
  }

  private static Arbitrary<JsonNode> value(Arbitrary<String> names, int depth) {
    Arbitrary<JsonNode> scalar =
        Arbitraries.of("", "https", "HTTPS", "http", "1", "active", "/apis/A", "Single", "x")
            .map(NODES::textNode);
    Arbitrary<JsonNode> other =
        Arbitraries.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.booleanNode(false),
            NODES.numberNode(7));
    if (depth == 0) {
      return Arbitraries.oneOf(scalar, other);
    }
    Arbitrary<JsonNode> list =
        value(names, depth - 1).list().ofMaxSize(3).map(CanonicalPropertiesTest::list);
    return Arbitraries.oneOf(
        scalar, other, list, object(names, depth - 1).map(JsonNode.class::cast));
  }

  private static JsonNode list(List<JsonNode> items) {
    ArrayNode list = NODES.arrayNode();
    items.forEach(list::add);
    return list;
  }

  private static Arbitrary<ObjectNode> object(Arbitrary<String> names, int depth) {
    return Arbitraries.maps(names, value(names, depth))
        .ofMaxSize(5)
        .map(
            map -> {
              ObjectNode object = NODES.objectNode();
              map.forEach(object::set);
              return object;
            });
  }

  @Property(seed = "20261121")
  void theNormalFormIsItsOwn(@ForAll("trees") Tuple2<Kind, ObjectNode> any) {
    ObjectNode once = Canonical.of(any.get1(), any.get2());
    assertThat(Canonical.of(any.get1(), once)).hasToString(once.toString());
  }

  @Property(seed = "20261121")
  void theComparableFormIsItsOwn(@ForAll("trees") Tuple2<Kind, ObjectNode> any) {
    Address address = address(any.get1());
    ObjectNode once = Canonical.comparable(address, any.get2());
    assertThat(Canonical.comparable(address, once)).hasToString(once.toString());
  }

  private static Address address(Kind kind) {
    if (kind.isTop()) {
      return kind.isSingleton()
          ? Address.of(kind.collection())
          : Address.of(kind.collection(), "x");
    }
    return address(kind.parents().get(0)).child(kind.collection(), "x");
  }

  @Property(seed = "20261121")
  void theOrderOfKeysDoesNotMatter(@ForAll("trees") Tuple2<Kind, ObjectNode> any) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(any.get2().properties());
    Collections.reverse(entries);
    ObjectNode reversed = NODES.objectNode();
    entries.forEach(entry -> reversed.set(entry.getKey(), entry.getValue()));
    assertThat(Canonical.of(any.get1(), reversed))
        .hasToString(Canonical.of(any.get1(), any.get2()).toString());
  }

  @Property(seed = "20261121")
  void theTreeThatWasGivenIsNotTouched(@ForAll("trees") Tuple2<Kind, ObjectNode> any) {
    String before = any.get2().toString();
    Canonical.of(any.get1(), any.get2());
    assertThat(any.get2()).hasToString(before);
  }
}
