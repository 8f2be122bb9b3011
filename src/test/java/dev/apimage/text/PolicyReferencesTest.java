package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReferencesTest {
  private static List<String> references(String text) {
    return PolicyText.references(text).stream()
        .map(r -> r.type() + " " + r.id() + (r.inComment() ? " (comment)" : ""))
        .toList();
  }

  @Test
  void areFoundInAttributesTextsExpressionsAndComments() {
    String text =
        """
        <policies>
          <!-- {{old}} -->
          <set-backend-service backend-id="pay" />
          <include-fragment fragment-id=' limits ' />
          <authentication-certificate certificate-id="c1" />
          <authentication-certificate thumbprint="AB12" />
          <log-to-eventhub logger-id="hub">@("{{prefix}}" + {{n.1-x}} /* {{gone}} */)</log-to-eventhub>
          <validate-content><content schema-id="s" /></validate-content>
          <get-authorization-context provider-id="gh" authorization-id="a1" />
          <llm-semantic-cache-lookup embeddings-backend-id="emb" />
          <set-url>https://{{host}}/x</set-url>
        </policies>
        """;
    assertThat(references(text))
        .containsExactly(
            "NAMED_VALUE old (comment)",
            "BACKEND pay",
            "FRAGMENT limits",
            "CERTIFICATE c1",
            "THUMBPRINT AB12",
            "LOGGER hub",
            "NAMED_VALUE prefix",
            "NAMED_VALUE n.1-x",
            "NAMED_VALUE gone (comment)",
            "SCHEMA s",
            "AUTHORIZATION_PROVIDER gh",
            "AUTHORIZATION gh/a1",
            "BACKEND emb",
            "NAMED_VALUE host");
    PolicyReference backend = PolicyText.references(text).get(1);
    assertThat(text.substring(backend.offset(), backend.offset() + backend.length()))
        .isEqualTo("pay");
    assertThat(backend.line()).isEqualTo(3);
    assertThat(backend.column()).isEqualTo(36);
  }

  @Test
  void areNoIdsWhenComputedOrCompletedByANamedValue() {
    assertThat(
            references(
                "<set-backend-service backend-id=\"@((string)context.Variables[\"b\"])\" />"))
        .isEmpty();
    assertThat(references("<set-backend-service backend-id=\"{{env}}-pay\" />"))
        .containsExactly("NAMED_VALUE env");
    assertThat(
            references("<get-authorization-context provider-id=\"@(x)\" authorization-id=\"a\" />"))
        .isEmpty();
  }

  @Test
  void areNotWhatLiquidAndCSharpWriteInDoubleBraces() {
    assertThat(
            references(
                """
                <set-body template="liquid">
                  {% assign total = body.a %}{% for item in body.items %}{{item.name}}{% endfor %}
                  {{context.Request.Url}} {{body.x}} {{ named }} {{total}} {{real-one}}
                  <soap backend-id="no">{{ x | upcase }}</soap>
                </set-body>
                """))
        .containsExactly("NAMED_VALUE real-one");
    assertThat(references("<set-body>{{body.x}}</set-body>")).containsExactly("NAMED_VALUE body.x");
    assertThat(references("<a b=\"@{{ return 1; }}\" />")).isEmpty();
    assertThat(references("<a b=\"@($\"{{{x}}}\")\" />")).isEmpty();
    assertThat(references("<a b=\"@($\"{{Cookie}}=\")\" />")).containsExactly("NAMED_VALUE Cookie");
  }
}
