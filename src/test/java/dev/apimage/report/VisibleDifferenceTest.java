package dev.apimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An update that is printed shows what differs; nothing that a person typed becomes markup. */
class VisibleDifferenceTest {
  private static final Header HEADER = Header.of("plan", "contoso");
  private static final Address BACKEND = Address.of("backends", "pay");
  private static final Address POLICY = Address.of("policy");

  @Provide
  Arbitrary<String> awkward() {
    return Arbitraries.of(
        "",
        " ",
        "|",
        "\\",
        "`",
        "``",
        "```",
        "\n",
        "\r\n",
        "\t",
        "\u001b[2J",
        "\u00a0",
        "\u202e",
        "\u009b",
        "e\u0301",
        "\u00e9",
        "\ufe0f",
        "true",
        "1",
        "\"",
        "(secret)",
        "${secret}",
        "$${secret}",
        "(not set)",
        " -> ",
        "<b>",
        "&lt;",
        "@octocat",
        "#1",
        "<!--",
        "]]>",
        "</details>",
        "---",
        "<U+0009>",
        "\\n",
        "\\u{a0}",
        "{\"a\": 1}",
        "\ud83d\ude00");
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6);
    return Arbitraries.oneOf(awkward(), any)
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<JsonNode> values() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            texts().map(TextNode::valueOf),
            Arbitraries.integers().map(json::numberNode),
            Arbitraries.of(true, false).map(json::booleanNode));
    Arbitrary<JsonNode> list =
        leaf.list().ofMaxSize(3).map(items -> json.arrayNode().addAll(items));
    Arbitrary<JsonNode> map =
        Combinators.combine(texts(), leaf)
            .as((key, value) -> json.objectNode().set(key.isEmpty() ? "k" : key, value));
    return Arbitraries.oneOf(leaf, leaf, list, map);
  }

  /** Two values that are much alike: texts that differ in one place, or in their type. */
  record Pair(JsonNode one, JsonNode other) {}

  @Provide
  Arbitrary<Pair> pairs() {
    Arbitrary<String> lead = Arbitraries.oneOf(texts(), Arbitraries.of("", "y".repeat(130)));
    Arbitrary<Pair> alike =
        Combinators.combine(lead, awkward(), awkward(), Arbitraries.of("", "z", "z".repeat(130)))
            .as((start, a, b, end) -> new Pair(text(start + a + end), text(start + b + end)));
    Arbitrary<Pair> typed = values().map(v -> new Pair(v, text(v.toString())));
    Arbitrary<Pair> shown = values().map(v -> new Pair(v, text(Visible.value(v))));
    Arbitrary<Pair> any = Combinators.combine(values(), values()).as(Pair::new);
    return Arbitraries.oneOf(alike, alike, typed, shown, any)
        .map(VisibleDifferenceTest::maybeNested);
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  /** Half of them inside a list, so that they are written as parts of a tree. */
  private static Pair maybeNested(Pair pair) {
    if (pair.one().toString().length() % 2 == 0) {
      return pair;
    }
    JsonNodeFactory json = JsonNodeFactory.instance;
    return new Pair(json.arrayNode().add(pair.one()), json.arrayNode().add(pair.other()));
  }

  @Property(seed = "20261121", tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void valuesThatDifferNeverLookAlike(@ForAll("pairs") Pair pair) {
    if (!pair.one().equals(pair.other())) {
      String one = Visible.value(pair.one());
      String other = Visible.value(pair.other());
      assertThat(one).isNotEqualTo(other);
      Shortened shown = Shortened.of(one, other);
      assertThat(shown.before()).isNotEqualTo(shown.after());
    }
  }

  @Property(seed = "20261121", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void noUpdateIsPrintedWithoutAVisibleDifference(@ForAll("pairs") Pair pair) throws Exception {
    Plan plan = plan(BACKEND, body("description", pair.one()), body("description", pair.other()));
    for (Change change : plan.changes()) {
      assertThat(change.action()).isEqualTo(Action.UPDATE);
      shows(new ChangeReader(View.standard(), false).read(change));
      shows(new ChangeReader(View.standard(), true).read(change));
      differs(Reports.plan(Format.JSON, HEADER, plan, View.standard()));
    }
    assertThat(Reports.plan(Format.TEXT, HEADER, plan, View.standard()))
        .contains("Plan: 0 to create, " + plan.changes().size() + " to update");
  }

  @Property(seed = "20261121", tries = 600, edgeCases = EdgeCasesMode.NONE)
  void noPolicyIsPrintedWithoutAVisibleDifference(
      @ForAll("texts") String start, @ForAll("awkward") String a, @ForAll("awkward") String b) {
    Plan plan = plan(POLICY, policy(start + a), policy(start + b));
    for (Change change : plan.changes()) {
      shows(new ChangeReader(View.standard(), false).read(change));
      shows(new ChangeReader(View.standard().around(0), true).read(change));
    }
  }

  /** Each detail differs in what is printed of it. */
  private static void shows(ChangeView change) {
    assertThat(change.details()).isNotEmpty();
    for (Detail detail : change.details()) {
      if (detail instanceof Detail.Difference field) {
        assertThat(field.before()).isNotEqualTo(field.after());
      } else if (detail instanceof Detail.Lines text) {
        assertThat(minus(text.lines())).isNotEqualTo(plus(text.lines()));
      }
    }
  }

  private static List<String> minus(List<String> lines) {
    return lines.stream().filter(l -> l.startsWith("-")).map(l -> l.substring(1)).toList();
  }

  private static List<String> plus(List<String> lines) {
    return lines.stream().filter(l -> l.startsWith("+")).map(l -> l.substring(1)).toList();
  }

  private static void differs(String report) throws JsonProcessingException {
    JsonNode fields = new ObjectMapper().readTree(report).at("/changes/0/fields");
    assertThat(fields).isNotEmpty();
    for (JsonNode field : fields) {
      if (!field.path("secret").asBoolean()) {
        assertThat(field.path("before")).isNotEqualTo(field.path("after"));
      }
    }
  }

  @Property(seed = "20261121", tries = 600, edgeCases = EdgeCasesMode.NONE)
  void nothingTypedByAPersonBecomesMarkup(
      @ForAll("values") JsonNode have, @ForAll("values") JsonNode want) {
    Plan plan = plan(BACKEND, body("description", have), body("description", want));
    String page = Reports.plan(Format.MARKDOWN, HEADER, plan, View.standard());
    for (String line : withoutBlocks(page).split("\n", -1)) {
      if (line.startsWith("|")) {
        cells(line);
      } else if (!line.startsWith("<details><summary><code>") && !line.equals("</details>")) {
        assertThat(withoutCode(line)).doesNotContain("<", "@", "](");
      }
    }
  }

  /** By GitHub's rule: bars end cells wherever they stand, but for those behind a backslash. */
  private static void cells(String row) {
    String[] cells = row.replace("\\|", "x").split("\\|", -1);
    assertThat(cells).as(row).hasSize(6);
    if (!row.startsWith("|---") && !row.startsWith("| field |")) {
      assertThat(cells).allSatisfy(cell -> assertThat(withoutCode(cell)).matches("[ C]*"));
    }
  }

  /** Without fenced blocks, by CommonMark's rule: closed by a fence of at least that length. */
  private static String withoutBlocks(String page) {
    StringBuilder out = new StringBuilder();
    String fence = "";
    for (String line : page.split("\n", -1)) {
      String run = line.substring(0, line.length() - line.replaceFirst("^`+", "").length());
      if (fence.isEmpty() && run.length() >= 3) {
        fence = run;
      } else if (!fence.isEmpty() && run.length() >= fence.length() && run.equals(line.strip())) {
        fence = "";
      } else if (fence.isEmpty()) {
        out.append(line).append('\n');
      }
    }
    assertThat(fence).as("an open block").isEmpty();
    return out.toString();
  }

  /** Each code span as C, by CommonMark's rule: closed by the next run of the same length. */
  private static String withoutCode(String line) {
    String rest = line;
    StringBuilder out = new StringBuilder();
    while (!rest.isEmpty()) {
      int length = rest.length() - rest.replaceFirst("^`+", "").length();
      if (length == 0) {
        out.append(rest.charAt(0));
        rest = rest.substring(1);
      } else {
        Matcher end = Pattern.compile("(?<!`)`{" + length + "}(?!`)").matcher(rest);
        assertThat(end.find(length)).as("an open code span in %s", line).isTrue();
        out.append('C');
        rest = rest.substring(end.end());
      }
    }
    return out.toString();
  }

  private static Plan plan(Address address, ObjectNode have, ObjectNode want) {
    return Planner.plan(
        Snapshot.of(List.of(Resource.of(address, want))),
        Snapshot.of(List.of(Resource.of(address, have))),
        PlanOptions.defaults());
  }

  private static ObjectNode body(String key, JsonNode value) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", "https://contoso.com");
    body.set(key, value);
    return body;
  }

  private static ObjectNode policy(String text) {
    String policy = "<policies>\n<inbound><!--" + text + "--></inbound>\n</policies>";
    return JsonNodeFactory.instance.objectNode().put("format", "rawxml").put("value", policy);
  }
}
