package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSecretsTest {
  /** Stands for the secret's characters: all of them, and no others, must be taken out. */
  private static final String SECRET = "s3cr3tV4lue0123456789";

  private static List<String> values(String policy) {
    return TextSecrets.inPolicy(policy).literals().stream()
        .map(TextSecrets.Literal::value)
        .toList();
  }

  private static String header(String name, String value) {
    return "<set-header name=\"" + name + "\"><value>" + value + "</value></set-header>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set-header name=\"Authorization\"><value>Bearer S</value></set-header>",
        "<set-header name=\"authorization\"><value>Basic S</value></set-header>",
        "<set-header name=\"Authorization\"><value>S</value></set-header>",
        "<set-header name=\"Authorization\"><value>\n  SharedAccessSignature S\n</value></set-header>",
        "<set-header name=\"Proxy-Authorization\"><value>Basic S</value></set-header>",
        "<set-header name=\"Ocp-Apim-Subscription-Key\"><value>S</value></set-header>",
        "<set-header name=\"x-functions-key\"><value>S</value></set-header>",
        "<set-header name=\"X-API-KEY\"><value>S</value></set-header>",
        "<set-header name=\"api-key\"><value>S</value></set-header>",
        "<set-header name=\"Authorization\"><value>@(\"Bearer S\")</value></set-header>",
        "<set-header name=\"Authorization\"><value>@{ return \"Basic S\"; }</value></set-header>",
        "<set-header name=\"x-functions-key\"><value>@(\"S\")</value></set-header>",
        "<set-query-parameter name=\"sig\"><value>S</value></set-query-parameter>",
        "<set-query-parameter name=\"code\"><value>S</value></set-query-parameter>",
        "<set-query-parameter name=\"subscription-key\"><value>S</value></set-query-parameter>",
        "<authentication-basic username=\"u\" password=\"S\" />",
        "<authentication-certificate body=\"S\" password=\"\" />",
        "<authentication-certificate body=\"@(context.Variables.GetValueOrDefault<byte[]>(\"b\"))\""
            + " password=\"S\" />",
        "<validate-jwt><issuer-signing-keys><key>S</key></issuer-signing-keys></validate-jwt>",
        "<validate-jwt><decryption-keys><key id=\"k\">S</key></decryption-keys></validate-jwt>",
        "<set-url>https://h.example/invoke?api-version=1&amp;sig=S</set-url>",
        "<set-url>https://h.azurewebsites.net/api/f?code=S</set-url>",
        "<rewrite-uri template=\"/invoke?sp=x&amp;sig=S\" />",
        "<set-url>@(\"https://h.example/f?x=1&sig=S\")</set-url>",
        "<set-url>@($\"https://h.example/{context.Api.Id}?code=S\")</set-url>",
        "<set-backend-service base-url=\"https://user:S@h.example/\" />",
        "<set-variable name=\"c\" value=\"DefaultEndpointsProtocol=https;AccountKey=S;X=y\" />",
        "<set-variable name=\"c\" value=\"@(&quot;Endpoint=sb://h/;SharedAccessKey=S&quot;)\" />",
        "<set-variable name=\"c\" value=\"Server=h;Database=d;User ID=u;Password=S;\" />",
        "<set-body>grant_type=client_credentials&amp;client_id=i&amp;client_secret=S</set-body>",
        "<set-body>@(\"client_id=i&client_secret=S&scope=x\")</set-body>",
        "<set-body>{\"client_id\": \"i\", \"client_secret\": \"S\"}</set-body>",
        "<set-body>@(\"{\\\"client_secret\\\":\\\"S\\\"}\")</set-body>",
        "<!-- was https://h.example/f?code=S -->",
        "<!-- <authentication-basic username=\"u\" password=\"S\" /> -->",
        "<set-variable name=\"t\" value=\"eyJhbGciOi.eyJzdWIiOiIx.S\" />",
        "<value>@{ var t = \"x\"; // AccountKey=S;\n return t; }</value>",
      })
  void aLiteralSecretIsTakenOut(String template) {
    boolean token = template.contains("eyJ");
    String policy =
        "<policies>" + template.replaceAll("(?<![A-Za-z])S(?![A-Za-z])", SECRET) + "</policies>";
    TextSecrets found = TextSecrets.inPolicy(policy);
    assertThat(found.literals()).hasSize(1);
    String value = found.literals().get(0).value();
    assertThat(value).isEqualTo(token ? "eyJhbGciOi.eyJzdWIiOiIx." + SECRET : SECRET);
    assertThat(found.withHoles()).doesNotContain(SECRET);
    assertThat(Tokens.fill(found.withHoles(), id -> value)).isEqualTo(policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<set-header name=\"Authorization\"><value>{{token}}</value></set-header>",
        "<set-header name=\"Authorization\"><value>Bearer {{token}}</value></set-header>",
        "<set-header name=\"Authorization\"><value>Bearer</value></set-header>",
        "<set-header name=\"Authorization\"><value>@(\"Bearer \" + context.Variables[\"t\"])</value>"
            + "</set-header>",
        "<set-header name=\"Authorization\"><value>@((string)context.Variables[\"token\"])</value>"
            + "</set-header>",
        "<set-header name=\"Authorization\"><value>@($\"{a}.{b}\")</value></set-header>",
        "<set-header name=\"x-api-key\"><value>@($\"{context.Variables[\"subscriptionKey\"]}\")"
            + "</value></set-header>",
        "<validate-jwt><issuer-signing-keys><key>{signing_key}</key></issuer-signing-keys>"
            + "</validate-jwt>",
        "<set-header name=\"Authorization\" exists-action=\"delete\" />",
        "<set-header name=\"Content-Type\"><value>application/json</value></set-header>",
        "<set-header name=\"X-Forwarded-Host\"><value>api.contoso.example</value></set-header>",
        "<set-query-parameter name=\"sig\"><value>{{sig}}</value></set-query-parameter>",
        "<set-query-parameter name=\"api-version\"><value>2024-05-01</value></set-query-parameter>",
        "<authentication-basic username=\"service-account\" password=\"{{password}}\" />",
        "<authentication-certificate thumbprint=\"0123456789ABCDEF0123456789ABCDEF01234567\" />",
        "<authentication-managed-identity resource=\"https://vault.azure.net\" />",
        "<validate-jwt><issuer-signing-keys><key certificate-id=\"c\" /></issuer-signing-keys>"
            + "</validate-jwt>",
        "<validate-jwt><issuer-signing-keys><key>{{signing-key}}</key></issuer-signing-keys>"
            + "</validate-jwt>",
        "<validate-jwt><required-claims><claim name=\"aud\"><value>0123456789abcdef</value></claim>"
            + "</required-claims></validate-jwt>",
        "<set-url>https://h.example/orders?code={{function-key}}</set-url>",
        "<set-url>https://h.example/orders?postcode=12345678&amp;design=0123456789</set-url>",
        "<set-url>https://h.example:8443/orders</set-url>",
        "<set-url>@($\"https://h.example/f?code={context.Variables[\"key\"]}\")</set-url>",
        "<rewrite-uri template=\"/x?signature=none\" />",
        "<set-backend-service base-url=\"https://user@h.example/\" />",
        "<set-variable name=\"c\" value=\"AccountName=contoso;AccountKey={{key}}\" />",
        "<set-variable name=\"pattern\" value=\"AccountKey=\" />",
        "<set-body>grant_type=client_credentials&amp;client_secret={{secret}}</set-body>",
        "<set-body>@(\"client_secret=\" + context.Variables[\"s\"])</set-body>",
        "<set-body>{\"client_secret\": \"{{secret}}\"}</set-body>",
        "<set-body>{\"password_reset\": \"required\"}</set-body>",
        "<set-body>@(context.Request.Body.As<JObject>()[\"password\"].ToString())</set-body>",
        "<set-variable name=\"password\" value=\"@(context.Request.Headers[\"x\"])\" />",
        "<cors><allowed-headers><header>Authorization</header></allowed-headers></cors>",
        "<check-header name=\"Authorization\" failed-check-error-message=\"Not authorized\" />",
        "<!-- the Authorization header carries a Bearer token -->",
        "<!-- code=200 means success -->",
        "<set-variable name=\"t\" value=\"eyJhbGciOi\" />",
        "<rate-limit-by-key counter-key=\"@(context.Request.Headers.GetValueOrDefault("
            + "\"Authorization\",\"\").AsJwt()?.Subject)\" />",
        "<set-header name=\"Authorization\"><value>Bearer ${secret:0a1b2c3d}</value></set-header>",
        "<set-url>https://h.example/f?code=${secret:0a1b2c3d}</set-url>",
        "<authentication-basic username=\"u\" password=\"${secret:0a1b2c3d}\" />",
      })
  void whatOnlyLooksLikeASecretStays(String text) {
    TextSecrets found = TextSecrets.inPolicy("<policies>" + text + "</policies>");
    assertThat(found.literals()).isEmpty();
    assertThat(found.withHoles()).isEqualTo("<policies>" + text + "</policies>");
  }

  @Test
  void theIdComesFromTheStructureAndNotFromTheValue() {
    assertThat(ids("<a>" + header("Authorization", "Bearer one") + "</a>"))
        .isEqualTo(ids("<a>\n\t" + header("Authorization", "Bearer another-one") + "</a>"))
        .isNotEqualTo(ids("<b>" + header("Authorization", "Bearer one") + "</b>"))
        .isNotEqualTo(ids("<a>" + header("x-api-key", "one") + "</a>"));
  }

  @Test
  void equalStructuresAreCounted() {
    List<String> ids =
        ids(
            "<a>"
                + "<set-header name=\"x-api-key\"><value>one</value><value>two</value>"
                + "<value>three</value></set-header></a>");
    assertThat(ids).hasSize(3);
    assertThat(ids.get(1)).isEqualTo(ids.get(0) + "-2");
    assertThat(ids.get(2)).isEqualTo(ids.get(0) + "-3");
  }

  @Test
  void theIdStaysTheSameOnceTheLiteralIsAHole() {
    String policy = "<a>" + header("Authorization", "Bearer one") + header("api-key", "k") + "</a>";
    TextSecrets found = TextSecrets.inPolicy(policy);
    assertThat(TextSecrets.inPolicy(Tokens.fill(found.withHoles(), id -> "other")))
        .satisfies(again -> assertThat(again.withHoles()).isEqualTo(found.withHoles()));
  }

  @Test
  void nothingElseChangesByAByte() {
    String policy =
        "\ufeff<a>\r\n\t<!-- \u00e4 --> "
            + header("Authorization", " Bearer abc ")
            + "&quot;@( 1 < 2 )</a>\n";
    TextSecrets found = TextSecrets.inPolicy(policy);
    assertThat(found.withHoles())
        .isEqualTo(policy.replace("abc", Tokens.of(found.literals().get(0).id())));
  }

  @Test
  void aLiteralHasNoPrintingForm() {
    assertThat(
            TextSecrets.inPolicy(header("Authorization", "Bearer hush-hush")).literals().toString())
        .doesNotContain("hush");
    assertThat(values(header("Authorization", "Bearer hush-hush"))).containsExactly("hush-hush");
  }

  private static List<String> ids(String policy) {
    return TextSecrets.inPolicy(policy).literals().stream().map(TextSecrets.Literal::id).toList();
  }

  /** A pattern that goes back and forth over such a text would take minutes or run out of stack. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "password=",
        "\"password\":\"",
        "<password ",
        "://a:",
        "curl token= -u a ",
        "-----BEGIN PRIVATE KEY-----\n",
        "eyJaaaaaa.",
        "x-y-",
        "A1b2+/",
        "\"secret\": \"\\n\\n\\n",
        "@{\"",
        "pwd=@@@@{a}$$$$",
        "MIIKZQIBAzCC",
        "?code={a}@"
      })
  void aTextOfAnyMakeIsReadToItsEnd(String piece) {
    String text = piece.repeat(100_000 / piece.length());
    assertThat(TextSecrets.in(text + " ghp_" + "a1B2".repeat(9)).withHoles()).isNotNull();
    assertThat(TextSecrets.in("\"password\": \"" + text + "\"").withHoles()).isNotNull();
  }

  @Test
  void aSecretThatIsJoinedFromStringsIsTakenOutOfEachOfThem() {
    String policy =
        "<a><set-url>@(\"https://h/f?code=kX9v2PqL\" + \"r8TzWm4YbN6c\"\n + \"Hd1JfGs7\" + end)"
            + "</set-url></a>";
    TextSecrets found = TextSecrets.inPolicy(policy);
    assertThat(found.literals())
        .extracting(TextSecrets.Literal::value)
        .containsExactly("kX9v2PqL", "r8TzWm4YbN6c", "Hd1JfGs7");
    assertThat(found.literals()).extracting(TextSecrets.Literal::id).doesNotHaveDuplicates();
    assertThat(found.withHoles()).contains("https://h/f?code=$", " + end)");
  }

  @Test
  void stringsWithCodeBetweenThemAreNotJoined() {
    assertThat(
            values(
                "<a>@(\"&password=\" + password + \"hunter2xyz\" + F(\"token=\", \"v7x9abc1def2\"))</a>"))
        .isEmpty();
  }
}
