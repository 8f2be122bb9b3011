package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each secret position of each kind by name, withheld whatever the service answers there. */
class PositionsTest {
  private final Canaries canaries = new Canaries(3);

  @Test
  void everyKindWithSecretsHasABodyThatAServiceTakes() {
    assertThat(Positions.withoutBody())
        .as("say in Positions.BODIES what a service needs to take such a resource")
        .isEmpty();
    assertThat(Positions.all()).hasSizeGreaterThan(10);
    for (Kind kind : Kind.values()) {
      for (SecretPosition secret : kind.secrets()) {
        assertThat(Positions.all())
            .as("%s#%s is in one of the kind's bodies", kind.collection(), secret.path())
            .anyMatch(place -> place.secret().path().matches(place.at()));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> isWithheld() {
    return Positions.all().stream()
        .map(place -> DynamicTest.dynamicTest(place.toString(), () -> isWithheld(place)));
  }

  private void isWithheld(Positions.Place place) {
    ObjectNode raw = Positions.filled(place.kind(), place.body(), "name", canaries);
    Withheld withheld = Withholding.of(place.kind(), raw);
    assertThat(place.at().in(withheld.body()).asText()).isEqualTo(Tokens.WHOLE);
    Hunt hunt = new Hunt(canaries.all());
    assertThat(hunt.in(raw.toString())).isNotEmpty();
    assertThat(hunt.in(withheld.body().toString())).isEmpty();
    assertThat(hunt.in(withheld.toString())).isEmpty();
  }

  /** A newer api-version, or a service gone wrong, may answer with other shapes. */
  @TestFactory
  Stream<DynamicTest> isWithheldWhateverShapeTheAnswerHas() {
    return Positions.all().stream()
        .map(place -> DynamicTest.dynamicTest(place.toString(), () -> nothingIsLeft(place)));
  }

  private void nothingIsLeft(Positions.Place place) {
    for (ObjectNode raw : shapes(place)) {
      Hunt hunt = new Hunt(canaries.all());
      assertThat(hunt.in(raw.toString())).isNotEmpty();
      assertThat(hunt.in(Withholding.of(place.kind(), raw).body().toString()))
          .as(raw.toString())
          .isEmpty();
    }
  }

  @Test
  void anUnknownEntryBesideCredentialsIsWithheld() {
    for (String at : List.of("credentials.token", "credentials.authorization.raw", "proxy.key")) {
      ObjectNode raw = Positions.filled(Kind.BACKEND, 0, "name", canaries);
      Position.parse(at).set(raw, TextNode.valueOf(canaries.any(at)));
      Hunt hunt = new Hunt(canaries.all());
      assertThat(hunt.in(Withholding.of(Kind.BACKEND, raw).body().toString())).as(at).isEmpty();
    }
  }

  /** The position, and each place on the way to it, as text, list, object and nested. */
  private List<ObjectNode> shapes(Positions.Place place) {
    List<ObjectNode> shapes = new ArrayList<>();
    for (Position at = place.at(); !at.isRoot(); at = at.parent()) {
      for (int shape = 0; shape < 4; shape++) {
        ObjectNode raw = Positions.filled(place.kind(), place.body(), "name", new Canaries(9));
        String secret = canaries.any(place + " in another shape");
        JsonNode text = TextNode.valueOf(secret);
        at.set(
            raw,
            switch (shape) {
              case 0 -> text;
              case 1 -> raw.arrayNode().add(text);
              case 2 -> raw.objectNode().set("value", text);
              default -> raw.arrayNode().add(raw.objectNode().set("a", raw.arrayNode().add(text)));
            });
        shapes.add(raw);
      }
    }
    return shapes;
  }

  @Test
  void aNumberOrFlagInASecretPositionIsWithheldToo() {
    for (Kind kind : Arrays.stream(Kind.values()).filter(k -> !k.secrets().isEmpty()).toList()) {
      ObjectNode raw = Positions.filled(kind, 0, "name", canaries);
      Position at = Positions.in(kind, 0).get(0).at();
      at.set(raw, raw.numberNode(4711471147114711L));
      assertThat(Withholding.of(kind, raw).body().toString()).doesNotContain("4711471147114711");
    }
  }
}
