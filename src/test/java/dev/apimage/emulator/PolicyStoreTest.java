package dev.apimage.emulator;

import static dev.apimage.emulator.PolicyReference.Type.BACKEND;
import static dev.apimage.emulator.PolicyReference.Type.CERTIFICATE;
import static dev.apimage.emulator.PolicyReference.Type.FRAGMENT;
import static dev.apimage.emulator.PolicyReference.Type.LOGGER;
import static dev.apimage.emulator.PolicyReference.Type.NAMED_VALUE;
import static dev.apimage.emulator.PolicyReference.Type.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyStoreTest {
  private static String inbound(String inner) {
    return "<policies>\r\n\t<inbound>\r\n\t\t" + inner + "\r\n\t</inbound>\r\n</policies>";
  }

  private static String stored(String inner) {
    return PolicyStore.stored("<policies><inbound>" + inner + "</inbound></policies>", true);
  }

  @Test
  void indentsWithTabsAndLeavesNoFinalNewLine() {
    String typed =
        "\uFEFF"
            + """
            <!-- why\r
              so -->
            <policies>
              <inbound>
                <base/>
                <a x = "1"\r
              y='2'></a>
              </inbound >
              <outbound />
            </policies>
            """;
    assertThat(PolicyStore.stored(typed, true))
        .isEqualTo(
            "<!-- why\n  so -->\r\n<policies>\r\n\t<inbound>\r\n\t\t<base />\r\n"
                + "\t\t<a x=\"1\" y=\"2\"></a>\r\n\t</inbound>\r\n\t<outbound />\r\n</policies>");
  }

  @Test
  void keepsTextAndExpressionsAsTyped() {
    assertThat(stored("<value>  @(a < b && c[\"x\"] == '\"')\r\n</value>"))
        .isEqualTo(inbound("<value>  @(a < b && c[\"x\"] == '\"')\n</value>"));
    assertThat(stored("<v x=\"@(c.Get<string>(\"a>\") + @\"\\\" + $\"{(d[\"e\"])}}}\")\"/>"))
        .isEqualTo(inbound("<v x=\"@(c.Get<string>(\"a>\") + @\"\\\" + $\"{(d[\"e\"])}}}\")\" />"));
    assertThat(stored("<v x=\"@{ // it's \" a comment\r\n /* ) \" */ return \"}\"; }\"/>"))
        .isEqualTo(inbound("<v x=\"@{ // it's \" a comment\n /* ) \" */ return \"}\"; }\" />"));
    assertThat(stored("<v x=\"@(a(&quot;)&quot;) &amp;&amp; b)\"/>"))
        .isEqualTo(inbound("<v x=\"@(a(&quot;)&quot;) &amp;&amp; b)\" />"));
  }

  @Test
  void anAtSignBeforeANamedValueOrInsideTextStartsNoExpression() {
    assertThat(stored("<v>me@{{domain}}</v>")).isEqualTo(inbound("<v>me@{{domain}}</v>"));
    assertThat(stored("<v>smile :@( </v>")).isEqualTo(inbound("<v>smile :@( </v>"));
  }

  @Test
  void doesNotIndentBesideText() {
    assertThat(stored("<p> a <b/> <!--c--> </p>")).isEqualTo(inbound("<p> a <b /><!--c--></p>"));
    assertThat(stored("<p><b/> a </p>")).isEqualTo(inbound("<p>\r\n\t\t\t<b /> a </p>"));
    assertThat(stored("<p><![CDATA[ <x> \r\n ]]></p>"))
        .isEqualTo(inbound("<p><![CDATA[ <x> \n ]]></p>"));
    assertThat(stored("<p>   </p>")).isEqualTo(inbound("<p></p>"));
  }

  @Test
  void dropsTheXmlDeclarationButKeepsOtherInstructions() {
    String text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?keep me?>\n<policies />";
    assertThat(PolicyStore.stored(text, true)).isEqualTo("<?keep me?>\r\n<policies />");
  }

  @Test
  void keepsSingleQuotesOnlyWhereTheyAreNeeded() {
    assertThat(stored("<v a='@(\"x\")' b='say \"hi\"'/>"))
        .isEqualTo(inbound("<v a=\"@(\"x\")\" b='say \"hi\"' />"));
  }

  @Test
  void theEscapedFormIsStoredUnescapedInsideExpressionsOnly() {
    String escaped =
        "<policies><inbound><v x=\"@(a &lt; b(&quot;&amp;quot;&quot;))\" y=\"1 &lt; 2\">"
            + "@(c =&gt; d &amp;&amp; e)&amp;</v></inbound></policies>";
    String stored = PolicyStore.stored(escaped, false);
    assertThat(stored)
        .isEqualTo(inbound("<v x=\"@(a < b(\"&quot;\"))\" y=\"1 &lt; 2\">@(c => d && e)&amp;</v>"));
    assertThat(PolicyStore.escaped(stored))
        .isEqualTo(
            inbound(
                "<v x=\"@(a &lt; b(&quot;&amp;quot;&quot;))\" y=\"1 &lt; 2\">"
                    + "@(c =&gt; d &amp;&amp; e)&amp;</v>"));
  }

  /** REST reference, API Policy – Create Or Update, example with the format rawxml. */
  @Test
  void anExpressionBetweenQuotesInTextIsOneToo() {
    String raw = "<value>\"@(Headers.FirstOrDefault(h => h.Ke==\"Via\"))\" </value>";
    assertThat(stored(raw)).isEqualTo(inbound(raw));
    assertThat(PolicyStore.escaped(stored(raw)))
        .isEqualTo(inbound(raw.replace("=>", "=&gt;")))
        .satisfies(xml -> assertThat(PolicyStore.stored(xml, false)).isEqualTo(inbound(raw)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | Root element is missing. Line 1, position 1.",
        "hello | Data at the root level is invalid. Line 1, position 1.",
        "<policies> | Unexpected end of file has occurred. The following elements are not closed:"
            + " policies. Line 1, position 11.",
        "<policies><inbound></policies> | The 'inbound' start tag on line 1 position 12 does not"
            + " match the end tag of 'policies'. Line 1, position 22.",
        "<policies><inbound><v a=\"x?a&b=1\"/></inbound></policies> | '=' is an unexpected"
            + " token. The expected token is ';'. Line 1, position 31.",
        "<policies><inbound>&nbsp;</inbound></policies> | Reference to undeclared entity 'nbsp'."
            + " Line 1, position 21.",
        "<policies><inbound a=\"1\" a=\"2\"/></policies> | 'a' is a duplicate attribute name."
            + " Line 1, position 26.",
        "<policies/><policies/> | There are multiple root elements. Line 1, position 13.",
        "<policies><3/></policies> | Name cannot begin with the '3' character, hexadecimal value"
            + " 0x33. Line 1, position 12.",
        "<policies><a b=1/></policies> | '1' is an unexpected token. The expected token is '\"' or"
            + " '''. Line 1, position 16.",
        "<!DOCTYPE a><policies/> | For security reasons DTD is prohibited in this XML document."
            + " Line 1, position 2."
      })
  void refusesWhatIsNoXmlInTheWordsOfNet(String text, String message) {
    assertThatThrownBy(() -> PolicyStore.stored(text, true))
        .isInstanceOfSatisfying(
            PolicyRefused.class, e -> assertThat(e.target()).isEqualTo("representation"))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<fragment /> | fragment | Error in element 'fragment' on line 1, column 2: The root"
            + " element must be 'policies'.",
        "<policies><cors /></policies> | cors | Error in element 'cors' on line 1, column 12:"
            + " Policy section is not allowed in the specified scope",
        "<policies><inbound/><inbound/></policies> | inbound | Error in element 'inbound' on line"
            + " 1, column 22: Policy section 'inbound' is specified more than once.",
        "<policies><inbound><v x=\"@(a(\" /></inbound></policies> | v | Error in element 'v' on"
            + " line 1, column 21: The expression in attribute 'x' is not closed.",
        "<policies><inbound><v> @{ a</v></inbound></policies> | v | Error in element 'v' on line"
            + " 1, column 21: The expression is not closed."
      })
  void namesTheElementAtFault(String text, String target, String message) {
    assertThatThrownBy(() -> PolicyStore.stored(text, true))
        .isInstanceOfSatisfying(PolicyRefused.class, e -> assertThat(e.target()).isEqualTo(target))
        .hasMessage(message);
  }

  @Test
  void rawQuotesAndAmpersandsAreRefusedInTheEscapedForm() {
    String raw = "<policies><inbound><v x=\"@(a && b)\" /></inbound></policies>";
    assertThat(PolicyStore.stored(raw, true)).contains("@(a && b)");
    assertThatThrownBy(() -> PolicyStore.stored(raw, false))
        .hasMessage("An error occurred while parsing EntityName. Line 1, position 31.");
    assertThatThrownBy(
            () ->
                PolicyStore.stored(
                    "<policies><inbound><v x=\"@(a(&quot;)\" /></inbound></policies>", false))
        .hasMessageStartingWith("Error in element 'v' on line 1, column 21: ");
  }

  @Test
  void aFragmentHasAnotherRoot() {
    assertThat(PolicyStore.stored("<fragment><a/>\n</fragment>", true, PolicyRoot.FRAGMENT))
        .isEqualTo("<fragment>\r\n\t<a />\r\n</fragment>");
    assertThatThrownBy(() -> PolicyStore.stored("<policies/>", true, PolicyRoot.FRAGMENT))
        .isInstanceOf(PolicyRefused.class);
  }

  @Test
  void refusesADocumentAboveTheLimit() {
    String text = "<policies><!--" + "é".repeat(PolicyStore.LARGEST / 2) + "--></policies>";
    assertThatThrownBy(() -> PolicyStore.stored(text, true)).hasMessageContaining("256 KiB");
  }

  @Test
  void findsWhatIsMentionedWithItsElement() {
    String text =
        """
        <policies>
         <inbound>
          <set-backend-service backend-id="b" base-url="{{url-1}}" />
          <include-fragment fragment-id="f"/>
          <authentication-certificate thumbprint="AB" certificate-id="c"/>
          <log-to-eventhub logger-id="l">@($"{{{x}}} {{a.b}}")</log-to-eventhub>
          <validate-content><content schema-id="s"/></validate-content>
         </inbound>
        </policies>""";
    assertThat(PolicyStore.references(text))
        .containsExactly(
            new PolicyReference(BACKEND, "b", "set-backend-service", 3, 4),
            new PolicyReference(NAMED_VALUE, "url-1", "set-backend-service", 3, 4),
            new PolicyReference(FRAGMENT, "f", "include-fragment", 4, 4),
            new PolicyReference(
                PolicyReference.Type.THUMBPRINT, "AB", "authentication-certificate", 5, 4),
            new PolicyReference(CERTIFICATE, "c", "authentication-certificate", 5, 4),
            new PolicyReference(LOGGER, "l", "log-to-eventhub", 6, 4),
            new PolicyReference(NAMED_VALUE, "a.b", "log-to-eventhub", 6, 4),
            new PolicyReference(SCHEMA, "s", "content", 7, 22));
  }

  @ParameterizedTest
  @CsvSource({
    "llm-content-safety, backend-id, BACKEND",
    "llm-semantic-cache-lookup, embeddings-backend-id, BACKEND",
    "azure-openai-semantic-cache-lookup, embeddings-backend-id, BACKEND",
    "key, certificate-id, CERTIFICATE"
  })
  void someAttributesAreMentionsTooByTheirElement(
      String element, String attribute, PolicyReference.Type type) {
    String text = "<fragment><" + element + " " + attribute + "=\"x\" /></fragment>";
    assertThat(PolicyStore.references(text))
        .containsExactly(new PolicyReference(type, "x", element, 1, 12));
    assertThat(PolicyStore.references(text.replace(element, "other"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set-backend-service backend-id=\"@(x)\" />",
        "<!-- {{name}} -->",
        "<set-body template=\"liquid\">{{body.x}} {{name}}</set-body>",
        "<set-body>{{ spaced }} {{bad name}}</set-body>",
        "<content schema-id=\"s\" />"
      })
  void whatIsComputedCommentedOrLiquidIsNoMention(String inner) {
    assertThat(PolicyStore.references("<policies><inbound>" + inner + "</inbound></policies>"))
        .isEmpty();
  }

  @Test
  void renamesANamedValueWhereItIsMentioned() {
    String text =
        "<policies><!-- {{a}} --><inbound><v x=\"{{a}}/{{ab}}\">@(\"{{a}}\")</v></inbound></policies>";
    assertThat(PolicyStore.renamed(text, "a", "long-name"))
        .isEqualTo(
            "<policies><!-- {{a}} --><inbound><v x=\"{{long-name}}/{{ab}}\">@(\"{{long-name}}\")"
                + "</v></inbound></policies>");
  }
}
