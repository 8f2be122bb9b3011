package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
  @Test
  void isWrittenWithOneNewlineFormAndOneFinalNewline() {
    assertThat(PolicyText.onDisk("\uFEFF<a>\r\n\t<b />\r</a>")).isEqualTo("<a>\n\t<b />\n</a>\n");
    assertThat(PolicyText.onDisk("<a />\n\n")).isEqualTo("<a />\n");
    assertThat(PolicyText.onDisk("<a /> ")).isEqualTo("<a /> \n");
    assertThat(PolicyText.onDisk("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "<a/> | <a />",
        "<a></a> | <a />",
        "<a>`  `</a> | <a>`  `</a>",
        "<a  b = 'c' /> | <a b=\"c\" />",
        "<a b='\"' /> | <a b=\"&quot;\" />",
        "<a b=\"x&amp;y\" /> | <a b=\"x&y\" />",
        "<a b=\"@(x == &quot;y&quot;)\" /> | <a b=\"@(x == \"y\")\" />",
        "<a b='@(x == \"y\")' /> | <a b=\"@(x == \"y\")\" />",
        "<a b=\"@(x &lt; y &amp;&amp; z)\" /> | <a b=\"@(x < y && z)\" />",
        "<a b=\"@(c == &apos;&quot;&apos;)\" /> | <a b=\"@(c == '\"')\" />",
        "<a b=\"@(&quot;&lt;&quot;)\" /> | <a b=\"@(\"<\")\" />",
        "<a>a &lt; b</a> | <a>a < b</a>",
        "<a> <b /> <!--c--></a> | <a><b /><!-- c --></a>",
      })
  void isEqualWhenOnlyTheSpellingDiffers(String one, String other) {
    assertThat(PolicyText.canonical(one)).isEqualTo(PolicyText.canonical(other));
    assertThat(PolicyText.equal(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "<a b=\"1\" c=\"2\" /> | <a c=\"2\" b=\"1\" />",
        "<a b=\"&amp;lt;\" /> | <a b=\"&lt;\" />",
        "<a b=\"&#10;\" /> | <a b=\"&amp;#10;\" />",
        "<a b=\"@(\"&lt;\")\" /> | <a b=\"@(\"<\")\" />",
        "<a b=\"@(\"x  y\")\" /> | <a b=\"@(\"x y\")\" />",
        "<a b=\"@(x  + y)\" /> | <a b=\"@(x + y)\" />",
        "<a b=\"x \" /> | <a b=\"x\" />",
        "<a>x </a> | <a>x</a>",
        "`<a> </a>` | <a />",
        "<a><![CDATA[x]]></a> | <a>x</a>",
        "<a><!-- b --></a> | <a />",
        "<a><!-- b c --></a> | <a><!-- b d --></a>",
        "<a><b /><c /></a> | <a><b><c /></b></a>",
        "<a><b /><c /></a> | <a><c /><b /></a>",
        "<A /> | <a />",
      })
  void differsWhenTheMeaningMay(String one, String other) {
    assertThat(PolicyText.equal(one, other)).isFalse();
  }

  @Test
  void isEqualToWhatTheServiceMakesOfIt() {
    String typed =
        """
        <!-- why
             this -->
        <policies>
          <inbound>
            <base/>

            <set-header name="X" exists-action="override">
              <value>@{
                  return "<a>" + (1 < 2);
              }</value>
            </set-header>
            <set-body>
              @(new JObject(new JProperty("a", 1)).ToString())
            </set-body>
          </inbound>
          <backend></backend>
        </policies>
        """;
    String stored =
        "<!-- why\n     this -->\r\n<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n"
            + "\t\t<set-header name=\"X\" exists-action=\"override\">\r\n"
            + "\t\t\t<value>@{\n          return \"<a>\" + (1 < 2);\n      }</value>\r\n"
            + "\t\t</set-header>\r\n\t\t<set-body>@(new JObject(new JProperty(\"a\", 1))"
            + ".ToString())</set-body>\r\n\t</inbound>\r\n\t<backend></backend>\r\n</policies>";
    assertThat(PolicyText.equal(typed, stored)).isTrue();
    assertThat(PolicyText.equal(typed, stored.replace("1 < 2", "1 < 3"))).isFalse();
  }

  @Test
  void keepsTheEdgesOfALiteralBodyAndForgetsThoseOfOtherTexts() {
    assertThat(PolicyText.equal("<value>\n  x\n</value>", "<value>x</value>")).isTrue();
    assertThat(PolicyText.equal("<set-body>\n  x\n</set-body>", "<set-body>x</set-body>"))
        .isFalse();
    assertThat(
            PolicyText.equal(
                "<set-body>\n <a>\n <b/></a></set-body>", "<set-body><a><b/></a></set-body>"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@(\"a)b\" + ')' + \"\\\")\")",
        "@(@\"c:\\\" + @\"a\"\")\")",
        "@($\"{(x ? \")\" : $\"{y}}}\")}\" + $\"{{)}}\")",
        "@($@\"{x[\"a\"]}\\\")",
        "@(\"\"\"a \"b\" )\"\"\")",
        "@{ // it's )} \n return \"}\"; /* } */ }",
        "@(List<string>.Of(&quot;a)&quot;))",
        "@(&quot;\\&quot;)&quot;)",
        "@(@&quot;a&quot;&quot;)&quot;)",
        "@('\\'' + '\\u0029' + '&quot;')",
        "@(x.Select(y => { return \"{\"; }))",
        "@{ if (!a) {{ return \"1\"; }} }",
      })
  void readsAnExpressionToItsEnd(String expression) {
    for (String text : List.of("<a b=\"" + expression + "\" />", "<a>" + expression + "</a>")) {
      PolicyDocument policy = PolicyDocument.of(text);
      assertThat(policy.faults()).as(text).isEmpty();
      PolicyToken first = policy.tokens().get(0);
      PolicyExpression found =
          first.attributes().isEmpty()
              ? policy.tokens().get(1).expressions().get(0)
              : first.attributes().get(0).expressions().get(0);
      assertThat(text.substring(found.offset(), found.end())).isEqualTo(expression);
      assertThat(PolicyText.canonical(PolicyText.canonical(text)))
          .isEqualTo(PolicyText.canonical(text));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a><b></a> | 4",
        "<a b=c /> | 4",
        "<a></b></a> | 4",
        "<a b=\"@(x\" /> | 7",
        "<a>@(x</a> | 4",
        "text | 1",
        "<!-- x | 1",
        "<a | 1",
        "<a b /> | 4",
        "<a b=\"1\" b=\"2\" /> | 10",
      })
  void namesTheColumnOfWhatIsNotWellFormedAndKeepsTheText(String text, int column) {
    PolicyDocument policy = PolicyDocument.of(text);
    assertThat(policy.problems("policy.xml"))
        .isNotEmpty()
        .first()
        .satisfies(p -> assertThat(p.spot().orElseThrow().column()).isEqualTo(column));
    assertThat(RealPoliciesTest.tokens(policy)).isEqualTo(text);
    assertThat(PolicyText.canonical(text + "\r\n")).isEqualTo(text);
  }

  @Test
  void readsDeepNestingWithoutRunningOutOfStack() {
    String deep = "<a>".repeat(20_000) + "</a>".repeat(20_000);
    assertThat(PolicyDocument.of(deep).faults()).isEmpty();
    assertThat(PolicyText.literals(deep)).isEmpty();
  }
}
