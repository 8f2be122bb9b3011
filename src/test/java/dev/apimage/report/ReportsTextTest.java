package dev.apimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportsTextTest {
  private static final Header HEADER = Header.of("plan", "contoso");

  @Test
  void colourAddsNothingButColour() {
    Plan plan = Examples.plan();
    String plain = Reports.plan(Format.TEXT, HEADER, plan, View.standard());
    String coloured = Reports.plan(Format.TEXT, HEADER, plan, View.standard().coloured(true));
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[32m");
    assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource
  void aSecretTypedIntoAFileIsNotSpread(Format format) {
    String typed = "c1ear-te%t";
    ObjectNode backend = JsonNodeFactory.instance.objectNode().put("url", "https://contoso.com");
    ObjectNode headers = backend.putObject("credentials").putObject("header");
    headers.putArray("x-key").add(typed);
    ObjectNode policy =
        JsonNodeFactory.instance
            .objectNode()
            .put(
                "value",
                "<policies><inbound><set-header name=\"Authorization\"><value>Basic "
                    + typed
                    + "</value></set-header></inbound></policies>");
    Snapshot folder =
        Snapshot.of(
            List.of(
                Resource.of(Address.of("backends", "new"), backend),
                Resource.of(Address.of("backends", "pay"), backend),
                Resource.of(Address.of("policy"), policy)));
    ObjectNode other = JsonNodeFactory.instance.objectNode().put("url", "https://contoso.com");
    ObjectNode none = policy.deepCopy().put("value", "<policies>\n</policies>");
    Snapshot target =
        Snapshot.of(
            List.of(
                Resource.of(Address.of("backends", "pay"), other),
                Resource.of(Address.of("policy"), none)));
    Plan plan = Planner.plan(folder, target, PlanOptions.defaults());
    View full = View.standard().showing(View.Detail.FULL);
    assertThat(Reports.plan(format, HEADER, plan, full))
        .contains("backends/pay")
        .doesNotContain(typed);
    assertThat(Reports.verify(format, HEADER, plan, full)).doesNotContain(typed);
  }

  @Test
  void markdownStaysWithinItsBudgetAndSaysWhatItLeftOut() {
    List<Resource> folder = new ArrayList<>();
    List<Resource> target = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      Address tag = Address.of("tags", String.format("tag-%04d", i));
      folder.add(Resource.of(tag, body.put("displayName", "after " + "ü".repeat(40) + i)));
      target.add(Resource.of(tag, body.deepCopy().put("displayName", "before " + i)));
      target.add(Resource.of(Address.of("groups", "group-" + i), body.objectNode()));
    }
    Plan plan =
        Planner.plan(Snapshot.of(folder), Snapshot.of(target), PlanOptions.defaults().pruning());
    String page = Reports.plan(Format.MARKDOWN, HEADER, plan, View.standard());
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(60_000);
    assertThat(page)
        .contains("**900 resources to delete**")
        .containsPattern("\\*\\*Left out.*\\d+");
    assertThat(page.indexOf("groups/group-899")).isPositive().isLessThan(page.indexOf("tags/"));
    assertThat(page.split("<details>", -1)).hasSameSizeAs(page.split("</details>", -1));
  }

  @Test
  void everyProblemOfAKindIsToldByItsCode() {
    List<Problem> all =
        java.util.Arrays.stream(Code.values()).map(c -> Problem.error(c, "It is so.")).toList();
    String text = Reports.problems(Format.TEXT, all, View.standard());
    assertThat(text).endsWith(all.size() + " errors, 0 warnings.\n");
    for (Code code : Code.values()) {
      assertThat(text).contains("error " + code.id() + ": ", "(apimage explain " + code.id() + ")");
    }
  }

  @Test
  void aFormatIsTheWordThatAUserTypes() {
    assertThat(Format.of(" Markdown")).contains(Format.MARKDOWN);
    assertThat(Format.of("yaml")).isEmpty();
    assertThat(Format.words()).isEqualTo("text, json, markdown");
  }
}
