package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text, policy or not. */
class PolicyTextPropertiesTest {
  private static final List<String> PIECES =
      List.of(
          "<a>",
          "</a>",
          "<b x=\"",
          "\" />",
          "\"",
          "'",
          "&quot;",
          "&#34;",
          "&apos;",
          "&amp;",
          "&lt;",
          "&",
          "<",
          ">",
          "/>",
          "@(",
          "@{",
          ")",
          "}",
          "{",
          "(",
          "$",
          "@",
          "\\",
          "//",
          "/*",
          "*/",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<?",
          "?>",
          "{{n}}",
          "\n",
          "\r\n",
          "\t",
          " ",
          "x",
          "=",
          ";",
          "<set-body>",
          "</set-body>",
          "name=",
          "\"\"\"",
          "&#10;",
          "&amp;lt;",
          "\uFEFF",
          "ü");

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.of(PIECES).list().ofMaxSize(30).map(l -> String.join("", l));
  }

  @Provide
  Arbitrary<String> value() {
    return Arbitraries.of(
            "x",
            " ",
            "\n",
            "&quot;",
            "&amp;",
            "&lt;",
            "&#10;",
            "&amp;amp;",
            "<",
            ">",
            "@",
            "'",
            "&",
            "é",
            "$",
            "{",
            "}",
            "(",
            ")")
        .list()
        .ofMaxSize(6)
        .map(l -> String.join("", l).replaceAll("@+[({]+", "@"));
  }

  @Provide
  Arbitrary<String> expression() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a < b",
            " && ",
            "\"x\"",
            "&quot;x&quot;",
            "&quot;&lt;\\&quot;&amp;amp;&quot;",
            "@\"\"\")\"",
            "$\"{y}&lt;\"",
            "'\"'",
            "(1)",
            "{ z }",
            "\n",
            "// c &quot; ) \n",
            "/* ) */",
            "&lt;",
            "&amp;&amp;",
            "List<int>",
            "@&quot;&quot;&quot;)&quot;",
            "&apos;&quot;&apos;");
    return part.list().ofMaxSize(6).map(l -> "@(" + String.join(" ", l) + ")");
  }

  @Provide
  Arbitrary<String> policy() {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            value().map(v -> "<v>" + v.replace("<", "&lt;") + "</v>"),
            value().map(v -> "<v w=\"" + v + "\" z='1'/>"),
            expression().map(e -> "<v w=\"" + e + "\"/>"),
            expression().map(e -> "<v>\n  " + e + "</v>"),
            expression().map(e -> "<set-body>" + e + " t</set-body>"),
            value().map(v -> "<!--" + v + "-->"),
            Arbitraries.of("\n", " ", "<![CDATA[ <x> ]]>"));
    return Arbitraries.lazyOf(
            () -> leaf,
            () -> leaf,
            () -> leaf.list().ofMaxSize(4).map(l -> "<e>" + String.join("\n\t", l) + "</e>"))
        .list()
        .ofMaxSize(5)
        .map(l -> "<p>" + String.join("", l) + "</p>");
  }

  @Property(seed = "20261121", tries = 5000)
  void tokensPutTogetherAreTheText(@ForAll("anything") String text) {
    assertThat(RealPoliciesTest.tokens(PolicyDocument.of(text))).isEqualTo(text);
  }

  @Property(seed = "20261121", tries = 5000)
  void canonicalIsItsOwnCanonicalForm(@ForAll("anything") String text) {
    String canonical = PolicyText.canonical(text);
    assertThat(PolicyText.canonical(canonical)).isEqualTo(canonical);
    assertThat(PolicyText.canonical(PolicyText.onDisk(text))).isEqualTo(canonical);
  }

  @Property(seed = "20261121", tries = 3000)
  void canonicalOfAPolicyIsItsOwnAndHasTheSameLiterals(@ForAll("policy") String text) {
    assertThat(PolicyDocument.of(text).faults()).isEmpty();
    String canonical = PolicyText.canonical(text);
    assertThat(PolicyText.canonical(canonical)).isEqualTo(canonical);
    assertThat(PolicyText.literals(canonical).stream().map(PolicyLiteral::structure))
        .containsExactlyElementsOf(
            PolicyText.literals(text).stream().map(PolicyLiteral::structure).toList());
  }

  @Property(seed = "20261121", tries = 5000)
  void literalsStandWhereTheySayAndNeverOverlap(@ForAll("anything") String text) {
    int free = 0;
    for (PolicyLiteral literal : PolicyText.literals(text)) {
      assertThat(literal.offset()).isGreaterThanOrEqualTo(free);
      assertThat(text.substring(literal.offset(), literal.end())).isEqualTo(literal.text());
      free = literal.end();
    }
  }

  @Property(seed = "20261121", tries = 3000)
  void replacingALiteralChangesNoStructure(@ForAll("policy") String text) {
    List<PolicyLiteral> literals = PolicyText.literals(text);
    StringBuilder changed = new StringBuilder(text);
    for (int i = literals.size() - 1; i >= 0; i--) {
      PolicyLiteral literal = literals.get(i);
      changed.replace(literal.offset(), literal.end(), "${secret:" + literal.structureId() + "}");
    }
    assertThat(PolicyText.literals(changed.toString()).stream().map(PolicyLiteral::structure))
        .containsExactlyElementsOf(literals.stream().map(PolicyLiteral::structure).toList());
  }
}
