package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Trees full of texts that YAML readers like to take for something else. */
public final class Nasty extends DomainContextBase {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TRAPS =
      List.of(
          "",
          " ",
          "no",
          "NO",
          "y",
          "on",
          "True",
          "null",
          "~",
          "012",
          "0o14",
          "0x1F",
          "1_000",
          "1e3",
          "e1",
          ".5",
          "5.",
          ".inf",
          "-.INF",
          ".NaN",
          "+12",
          "-1",
          "190:20:30",
          "12:30:45",
          "2026-11-21",
          "2026-11-21T10:00:00Z",
          "10.0.0.1",
          "1.10",
          "<<",
          "=",
          "- a",
          "? a",
          "a: b",
          "a:",
          ":a",
          "a #b",
          "#a",
          "&a",
          "*a",
          "!a",
          "|",
          ">",
          "%TAG",
          "---",
          "...",
          "--- a",
          "@a",
          "`a",
          "{a}",
          "[a]",
          "a, b",
          "'",
          "\"",
          "a'b\"c",
          "\\",
          "a\\b",
          "\t",
          "a\tb",
          "\ta",
          "a\t",
          "a\nb",
          "a\nb\n",
          "a\n\nb\n\n",
          "\na",
          "\n",
          "\n\n",
          " a\nb",
          "a \nb",
          "a\n  b\n c",
          "a\n#b",
          "a\r\nb",
          "a\rb",
          "\r",
          "\u0000",
          "\u0007",
          "\u001b",
          "\u007f",
          "\u0085",
          "a\u0085b\nc",
          "\u00a0",
          "\u00ad",
          "\u2028",
          "\u2029",
          "\u200b",
          "a\u200bb\nc",
          "\ufeff",
          "\ufeffa\nb",
          "\ufffe",
          "\uffff",
          "\ud83d\ude00",
          "a\ud83d\ude00: b",
          "\u00e4\u00f6\u00fc",
          "\u3000",
          "{{name}}",
          "@(context.Request.IpAddress)",
          "${secret}",
          "$${secret:x}",
          "/orders/{id}",
          "https://x.y/z?a=b&c=d#e",
          "<policies>\n\t<inbound />\n</policies>",
          "5600b539c53f5b0062",
          "a\n---\nb",
          "a\n...\nb",
          "key: |\n  x",
          "x\n\n\n",
          "a\n\tb\n",
          "a\n \nb");

  /** A single text. */
  @Provide
  public Arbitrary<String> text() {
    Arbitrary<String> trap = Arbitraries.of(TRAPS);
    Arbitrary<String> noise =
        Arbitraries.strings()
            .withChars("aZ09 \t\n\r:#-?,[]{}&*!|>'\"%@`~<=._/\\$()\u0085\u00a0\u2028\ufeff\u00e4")
            .ofMaxLength(12);
    return Arbitraries.oneOf(
        trap,
        noise,
        Combinators.combine(trap, trap).as((a, b) -> a + b),
        Arbitraries.strings().ofMaxLength(20).filter(s -> Characters.loneSurrogate(s).isEmpty()));
  }

  /** A mapping of anything, nested. */
  @Provide
  public Arbitrary<ObjectNode> tree() {
    return object(3);
  }

  private Arbitrary<ObjectNode> object(int depth) {
    return Arbitraries.maps(text(), node(depth))
        .ofMaxSize(5)
        .map(
            map -> {
              ObjectNode tree = NODES.objectNode();
              map.forEach(tree::set);
              return tree;
            });
  }

  private Arbitrary<JsonNode> node(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(6, text().map(NODES::textNode)),
            Tuple.of(1, Arbitraries.of(true, false).map(NODES::booleanNode)),
            Tuple.of(1, Arbitraries.just(NODES.nullNode())),
            Tuple.of(1, Arbitraries.longs().map(n -> Trees.number(n.toString()))),
            Tuple.of(1, Arbitraries.bigDecimals().ofScale(9).map(Nasty::decimal)),
            Tuple.of(
                1,
                Arbitraries.of("1.10", "1E+400", "1.5e-70", "100.0", "0.0", "1e3")
                    .map(s -> decimal(new BigDecimal(s)))));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> list =
        Arbitraries.lazy(() -> node(depth - 1))
            .list()
            .ofMaxSize(4)
            .map(
                items -> {
                  ArrayNode tree = NODES.arrayNode();
                  items.forEach(tree::add);
                  return tree;
                });
    Arbitrary<JsonNode> object = Arbitraries.lazy(() -> object(depth - 1)).map(o -> o);
    return Arbitraries.frequencyOf(Tuple.of(4, leaf), Tuple.of(1, list), Tuple.of(1, object));
  }

  private static JsonNode decimal(BigDecimal value) {
    return DecimalNode.valueOf(value);
  }
}
