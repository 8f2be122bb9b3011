package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final String HOLE = "${secret:0a1b2c3d}";
  private static final String POLICY =
      "<policies>\n  <inbound>\n    <set-body>key=§</set-body>\n    <base />\n  </inbound>\n"
          + "</policies>";

  private static Resource policy(String text) {
    return Resource.of(
        Address.parse("policy"), Made.tree("{}").put("format", "rawxml").put("value", text));
  }

  private static Resource aligned(String desired, String actual) {
    return Alignment.of(policy(desired), policy(actual));
  }

  @Test
  void aValueThatLooksLikeNoSecretIsOneWhereTheFolderHasAPlaceholder() {
    Resource aligned = aligned(POLICY.replace("§", HOLE), POLICY.replace("§", "plain words"));
    assertThat(aligned.body().toString()).doesNotContain("plain words");
    assertThat(aligned.secrets()).isEqualTo(Map.of("0a1b2c3d", new Secret("plain words")));
  }

  @Test
  void indentationDoesNotMatterInAPolicy() {
    Resource aligned =
        aligned(
            POLICY.replace("§", HOLE),
            POLICY.replace("§", "plain words").replace("  ", "\t").replace("\n", "\r\n"));
    assertThat(aligned.secrets()).containsKey("0a1b2c3d");
  }

  @Test
  void otherLinesMayDiffer() {
    String actual = POLICY.replace("§", "plain words").replace("<base />", "<other />");
    Resource aligned = aligned(POLICY.replace("§", HOLE), actual);
    assertThat(aligned.body().path("value").asText())
        .contains("<set-body>key=" + HOLE + "</set-body>", "<other />")
        .doesNotContain("plain words");
    assertThat(aligned.secrets()).containsKey("0a1b2c3d");
  }

  private static String headers(String first, String second) {
    return "<policies>\n  <inbound>\n    <set-header name=\"x-a\">\n      <value>"
        + first
        + "</value>\n    </set-header>\n    <set-header name=\"x-b\">\n      <value>"
        + second
        + "</value>\n    </set-header>\n    <base />\n  </inbound>\n</policies>";
  }

  @Test
  void linesThatLookAlikeAreToldApartByTheLinesBeforeThem() {
    String actual = headers("some words", "other words").replace("<base />", "<other />");
    Resource aligned = aligned(headers(HOLE, "${secret:99999999}"), actual);
    assertThat(aligned.secrets())
        .isEqualTo(
            Map.of("0a1b2c3d", new Secret("some words"), "99999999", new Secret("other words")));
    assertThat(aligned.body().path("value").asText()).doesNotContain("words");
  }

  @Test
  void theLineOfAnotherPlaceLendsNothing() {
    String actual =
        headers("some words", "other words").replace("x-a", "x-c").replace("x-b", "x-d");
    Resource aligned = aligned(headers(HOLE, "plain"), actual);
    assertThat(aligned.secrets()).isEmpty();
    assertThat(aligned.body().path("value").asText()).doesNotContain("words");
  }

  @Test
  void linesThatCannotBeToldApartLendNothing() {
    String two = "<set-body>key=§</set-body>\n    <other />\n    <set-body>key=§</set-body>";
    String actual =
        POLICY
            .replace("<set-body>key=§</set-body>", two)
            .replace("<base />", "<inbound>\n" + "<set-body>key=more words</set-body>")
            .replace("§", "plain words");
    Resource aligned = aligned(POLICY.replace("§", HOLE), actual);
    assertThat(aligned.secrets()).isEmpty();
    assertThat(aligned.body().path("value").asText()).doesNotContain("words");
  }

  @Test
  void whatCannotBeAlignedIsNotShown() {
    String actual = POLICY.replace("key=§", "{ k: plain words }");
    Resource aligned = aligned(POLICY.replace("§", HOLE), actual);
    assertThat(aligned.body().path("value").asText())
        .contains("<base />")
        .doesNotContain("plain words");
    assertThat(aligned.secrets()).isEmpty();
  }

  @Test
  void aReferenceOrAComputedValueIsNoSecret() {
    for (String value : new String[] {"{{key}}", "@(context.Api.Id)"}) {
      String actual = POLICY.replace("key=§", "key=" + value);
      Resource aligned = aligned(POLICY.replace("§", HOLE), actual);
      assertThat(aligned.secrets()).isEmpty();
    }
  }

  @Test
  void aPlainNamedValueOfTheTargetIsHiddenWhereTheFolderSaysThatItIsSecret() {
    Resource desired = Made.resource("namedValues/x", "secret: true\nvalue: ${secret}");
    Resource actual = Made.resource("namedValues/x", "secret: false\nvalue: plain words");
    Resource aligned = Alignment.of(desired, actual);
    assertThat(aligned.body().toString()).doesNotContain("plain words");
    assertThat(aligned.secrets()).isEqualTo(Map.of("value", new Secret("plain words")));
  }

  @Test
  void aReferenceInAWholePositionStays() {
    Resource desired = Made.resource("backends/b", "credentials: {header: {k: ['${secret}']}}");
    Resource actual = Made.resource("backends/b", "credentials: {header: {k: ['{{key}}']}}");
    assertThat(Alignment.of(desired, actual)).isSameAs(actual);
  }

  @Test
  void severalHolesOfOneTextAreToldApart() {
    Resource desired =
        Made.resource("groups/g", "description: 'a=${secret:0a1b2c3d}, b=${secret:0a1b2c3d-2}.'");
    Resource actual = Made.resource("groups/g", "description: 'a=one, b=two.'");
    assertThat(Alignment.of(desired, actual).secrets())
        .isEqualTo(Map.of("0a1b2c3d", new Secret("one"), "0a1b2c3d-2", new Secret("two")));
  }
}
