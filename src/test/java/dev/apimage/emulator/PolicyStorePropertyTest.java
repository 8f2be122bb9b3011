package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PolicyStorePropertyTest {
  @Property(seed = "20261121")
  void storingWhatIsStoredChangesNothing(@ForAll("policies") String text) {
    String stored = PolicyStore.stored(text, true);
    assertThat(PolicyStore.stored(stored, true)).isEqualTo(stored);
  }

  @Property(seed = "20261121")
  void theEscapedFormStoresTheSameText(@ForAll("policies") String text) {
    String stored = PolicyStore.stored(text, true);
    assertThat(PolicyStore.stored(PolicyStore.escaped(stored), false)).isEqualTo(stored);
  }

  @Property(seed = "20261121")
  void anExpressionIsStoredAsTyped(@ForAll("expressions") String expression) {
    String text = "<policies><inbound><v a=\"" + expression + "\"/></inbound></policies>";
    assertThat(PolicyStore.stored(text, true))
        .contains("<v a=\"" + expression.replace("\r\n", "\n") + "\" />");
  }

  @Property(seed = "20261121")
  void anExpressionEndsWhereItWasMadeToEnd(
      @ForAll("expressions") String expression, @ForAll String rest) {
    assertThat(PolicyExpression.end(expression + rest, 0)).isEqualTo(expression.length());
  }

  @Property(seed = "20261121")
  void anyTextIsStoredOrRefused(@ForAll("noise") String text) {
    try {
      String stored = PolicyStore.stored(text, true);
      assertThat(PolicyStore.stored(stored, true)).isEqualTo(stored);
    } catch (PolicyRefused e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.of(
            "<policies>",
            "</policies>",
            "<inbound>",
            "</inbound>",
            "<a b=\"",
            "\" />",
            "@(",
            "@{",
            ")",
            "}",
            "\"",
            "'",
            "<!--",
            "-->",
            "&amp;",
            "&quot;",
            " ",
            "\n",
            "x",
            "{{n}}",
            "$\"",
            "<![CDATA[",
            "]]>")
        .list()
        .ofMaxSize(25)
        .map(pieces -> "<policies><inbound>" + String.join("", pieces) + "</inbound></policies>");
  }

  @Provide
  Arbitrary<String> expressions() {
    Arbitrary<String> code =
        Arbitraries.of(
                "a.B<string>(\"k\")",
                "x < y && z > 1",
                "\"}\\\")\"",
                "@\"\\\"\"(\"",
                "'\"'",
                "')'",
                "'\\''",
                "$\"{a[\"b\"]} }} {{ {(c ? $\"{d}\" : \"e\")}\"",
                "/* \" ( */",
                "[0]",
                "{{name}}",
                "(1)",
                "{ ; }",
                "// it's (\r\n",
                "&quot;)&quot;",
                "&amp;",
                "@class",
                "\"&lt;\"",
                "\n",
                "\r\n\t",
                "$@\"{x}\"\"{y}\"",
                "{x:HH'h'}")
            .list()
            .ofMaxSize(8)
            .map(pieces -> String.join(" ", pieces));
    return Combinators.combine(code, Arbitraries.of(true, false))
        .as((inner, block) -> block ? "@{ " + inner + " }" : "@( " + inner + " )");
  }

  @Provide
  Arbitrary<String> policies() {
    return Combinators.combine(nodes(3), blanks())
        .as((inner, blank) -> blank + "<policies><inbound>" + inner + "</inbound></policies>");
  }

  private Arbitrary<String> nodes(int depth) {
    Arbitrary<String> plain = Arbitraries.of("text", "{{n}}", "a &amp; b", "@ (", "\r\n", "é");
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            plain,
            expressions(),
            blanks(),
            Arbitraries.of("<base/>", "<x></x>", "<!-- c\r\n{{d}} -->", "<![CDATA[ <y> ]]>"));
    Arbitrary<String> node = depth == 0 ? leaf : Arbitraries.oneOf(leaf, elements(depth));
    return node.list().ofMaxSize(4).map(parts -> String.join("", parts));
  }

  private Arbitrary<String> elements(int depth) {
    Arbitrary<String> values = Arbitraries.oneOf(Arbitraries.of("1", "a b", "&lt;"), expressions());
    return Combinators.combine(nodes(depth - 1), values, blanks())
        .as((inner, value, blank) -> "<v a=\"" + value + "\"" + blank + ">" + inner + "</v>");
  }

  private Arbitrary<String> blanks() {
    return Arbitraries.of(List.of("", " ", "\n  ", "\r\n\t"));
  }
}
