package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.kind.Kind;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Secrets typed into texts, each guise by name. */
class GuisesTest {
  private final Canaries canaries = new Canaries(4);
  private final List<Guises.Guise> guises = Guises.all(canaries);

  @Test
  void areManyAndDifferent() {
    assertThat(guises).hasSizeGreaterThanOrEqualTo(40);
    assertThat(guises.stream().map(Guises.Guise::name)).doesNotHaveDuplicates();
    assertThat(guises.stream().map(Guises.Guise::address)).doesNotHaveDuplicates();
    assertThat(canaries.all()).hasSameSizeAs(guises);
  }

  @TestFactory
  Stream<DynamicTest> isLifted() {
    Hunt hunt = new Hunt(canaries.all());
    return guises.stream()
        .map(
            guise ->
                DynamicTest.dynamicTest(
                    guise.toString(),
                    () -> {
                      assertThat(hunt.in(guise.body().toString())).isNotEmpty();
                      Withheld withheld =
                          Withholding.of(Kind.require(guise.address()), guise.body());
                      assertThat(hunt.in(withheld.body().toString())).isEmpty();
                    }));
  }
}
