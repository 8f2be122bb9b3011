package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder by itself says of its faults. */
class CheckTest {
  private static final String KEY = "Zx81kQ7pWm20vT5nRb64";

  @TempDir Path folder;

  @BeforeEach
  void aSmallFolder() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write("apis/orders/api.yaml", "displayName: Orders\npath: orders\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private Shell.Result check(String... more) {
    String[] args = new String[more.length + 1];
    args[0] = "check";
    System.arraycopy(more, 0, args, 1, more.length);
    return new Shell(folder).run(args);
  }

  private void finds(String code, String... parts) {
    Shell.Result result = check();
    assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).contains(code).contains(parts).doesNotContain(KEY);
    assertThat(new Shell(folder).run("explain", code).code()).isZero();
  }

  private static String header(String value) {
    return "<policies>\n  <inbound>\n    <set-header name=\"x-functions-key\"><value>"
        + value
        + "</value></set-header>\n  </inbound>\n</policies>\n";
  }

  @Test
  void aSoundFolderPasses() {
    Shell.Result result = check();
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out()).isEqualTo("Checked: 1 resource, 0 errors, 0 warnings.\n");
  }

  @Test
  void aSecretInAPolicyIsNamedByFileLineAndColumn() throws IOException {
    write("apis/orders/policy.xml", header(KEY));
    finds("APIM0204", "apis/orders/policy.xml:3:47", "header x-functions-key");
  }

  @Test
  void aSecretInAnEnvironmentIsFound() throws IOException {
    write("backends/pay.yaml", "url: https://pay\nprotocol: http\nproxy: {url: http://p}\n");
    write(
        "environments/prod.yaml",
        "set:\n  backends/pay#proxy.password: "
            + KEY
            + "\n  backends/pay#url: https://pay/?x=1&sig="
            + KEY
            + "\n  apis/orders#description: fine\n");
    finds("APIM0204", "environments/prod.yaml:2:", "environments/prod.yaml:3:", "2 errors");
    write("environments/prod.yaml", "secrets:\n  backends/pay#proxy.password: " + KEY + "\n");
    finds("APIM0203", "environments/prod.yaml:2:", "1 error");
  }

  @Test
  void aSecretInADescriptionIsNamedByItsLine() throws IOException {
    write(
        "apis/orders/api.yaml",
        "displayName: Orders\npath: orders\ndescription: |\n  Call it so:\n"
            + "  curl https://h.example/f?code="
            + KEY
            + "\n");
    finds("APIM0204", "apis/orders/api.yaml:5", "a signature or key in a URL");
  }

  @Test
  void aSecretInADocumentBesideTheYamlIsNamedByItsLine() throws IOException {
    write("schemas/order.yaml", "schemaType: xml\n");
    write("schemas/order.xsd", "<schema>\n  <!-- AccountKey=" + KEY + "; -->\n</schema>\n");
    finds("APIM0204", "schemas/order.xsd:2:19");
  }

  @Test
  void referencesThatLeadNowhereAreNamedWithTheirPlaceInThePolicy() throws IOException {
    write(
        "policy.xml",
        """
        <policies>
          <inbound>
            <set-backend-service backend-id="pay" />
            <include-fragment fragment-id="gone" />
            <set-header name="a"><value>{{nobody}}</value></set-header>
          </inbound>
        </policies>
        """);
    write("products/gold/product.yaml", "displayName: Gold\napis:\n  - ordres\n");
    finds(
        "APIM0123",
        "policy.xml:3:38",
        "backends/pay",
        "policy.xml:4:36",
        "policyFragments/gone",
        "policy.xml:5:35",
        "namedValues/nobody",
        "products/gold/product.yaml:3:5",
        "Did you mean \"orders\"?");
  }

  @Test
  void whatLiesOutsideOfTheScopeIsNotMissed() throws IOException {
    write("apimage.yaml", "format: 1\nscope:\n  - apis/**\n");
    write("apis/orders/policy.xml", header("{{pay-key}}"));
    assertThat(check().code()).isZero();
  }

  @Test
  void namesAndValuesThatTheServiceRefusesAreFound() throws IOException {
    write("tags/a+b.yaml", "displayName: ''\n");
    write("namedValues/key.yaml", "displayName: not a name\nvalue: v\n");
    finds(
        "APIM0121",
        "tags/a+b.yaml",
        "must not hold * # &",
        "APIM0122",
        "tags/a+b.yaml:1:14",
        "namedValues/key.yaml:1:14",
        "^[A-Za-z0-9-._]+$");
  }

  @Test
  void twoOfOneDisplayNameOrPathAreFound() throws IOException {
    write("apis/copy/api.yaml", "displayName: Copy\npath: Orders\n");
    write("tags/one.yaml", "displayName: Public\n");
    write("tags/two.yaml", "displayName: public\n");
    finds("APIM0502", "tags/two.yaml:1:14", "apis/orders/api.yaml:2:7", "apis/copy has it too");
  }

  @Test
  void anApiInTwoProductsThatAskForNoSubscriptionIsFound() throws IOException {
    String open = "displayName: %s\nsubscriptionRequired: false\napis:\n  - orders\n";
    write("products/free/product.yaml", open.formatted("Free"));
    write("products/gold/product.yaml", "displayName: Gold\napis:\n  - orders\n");
    assertThat(check().code()).isZero();
    write("products/trial/product.yaml", open.formatted("Trial"));
    finds(
        "APIM0502",
        "products/trial/product.yaml:3:1",
        "products/trial cannot have apis \"orders\": products/free has it too",
        "Take it out of one of them.");
  }

  @Test
  void aFragmentWithinAFragmentIsAWarningWithItsPlace() throws IOException {
    write("policyFragments/inner.xml", "<fragment>\n  <base64 />\n</fragment>\n");
    write(
        "policyFragments/outer.xml",
        "<fragment>\n  <include-fragment fragment-id=\"inner\" />\n</fragment>\n");
    write("policyFragments/inner.yaml", "description: inner\n");
    write("policyFragments/outer.yaml", "description: outer\n");
    Shell.Result result = check();
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("APIM0132", "policyFragments/outer.xml:2:34", "policyFragments/inner");
    assertThat(check("--strict").code()).isNotZero();
    assertThat(new Shell(folder).run("explain", "APIM0132").code()).isZero();
  }

  @Test
  void allProblemsAreToldAtOnceInEveryFormat() throws IOException {
    write("apis/orders/policy.xml", header(KEY));
    write("tags/one.yaml", "displayNam: Public\n");
    write("stray/x.yaml", "a: [");
    write("apis/orders/operations/get.yaml", "displayName: [\n");
    Shell.Result result = check("--output=json", "--report=markdown=check.md");
    JsonNode report = json(result.out());
    assertThat(report.path("report").asText()).isEqualTo("check");
    List<String> codes = report.path("problems").findValuesAsText("code");
    assertThat(codes).contains("APIM0204", "APIM0105", "APIM0101");
    assertThat(read("check.md")).contains("APIM0204").doesNotContain(KEY);
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void underStrictAWarningIsARefusal() throws IOException {
    write("tags/one.yaml", "displayName: Public\ncolour: red\n");
    assertThat(check().code()).isZero();
    assertThat(check("--strict").code()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void anAllowedPlaceIsNoProblemAndAnIdleEntryIsAWarning() throws IOException {
    write("apis/orders/policy.xml", header(KEY));
    write(
        "apimage.yaml",
        """
        format: 1
        allow:
          - place: apis/orders/policy
            reason: the sample key of the docs
          - place: backends/pay#url
            reason: gone since
        """);
    Shell.Result result = check();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("warning APIM0208", "apimage.yaml:5:5", "backends/pay#url")
        .doesNotContain("APIM0204");
  }

  @Test
  void anAllowedPlaceWithoutAReasonIsAnError() throws IOException {
    write(
        "apimage.yaml",
        """
        format: 1
        allow:
          - apis/orders/policy
          - place: apis/x#y
          - reason: why
        """);
    finds("APIM0207", "apimage.yaml:3:5", "apimage.yaml:4:5", "apimage.yaml:5:5");
  }

  @Test
  void fixPutsANamedValueInTheSecretsPlaceAndChangesNothingElse() throws IOException {
    String policy = header("@(\"Bearer " + KEY + "\")").replace("x-functions-key", "Authorization");
    write("apis/orders/policy.xml", policy);
    write("namedValues/orders-authorization.yaml", "displayName: taken\nvalue: v\n");
    Shell.Result result = check("--fix");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(read("apis/orders/policy.xml"))
        .isEqualTo(policy.replace(KEY, "{{orders-authorization-2}}"));
    assertThat(read("namedValues/orders-authorization-2.yaml"))
        .contains("displayName: orders-authorization-2", "secret: true", "value: ${secret}");
    assertThat(result.out())
        .contains("namedValues/orders-authorization-2: ${env:ORDERS_AUTHORIZATION_2}");
    assertThat(result.err()).contains("Git's history still holds them");
    assertThat(result.out() + result.err()).doesNotContain(KEY);
    assertThat(check("--fix").out()).startsWith("Checked:");
  }

  @Test
  void fixSaysWhatItCannotLift() throws IOException {
    String policy =
        "<policies>\r\n  <!-- https://h.example/f?code="
            + KEY
            + " -->\r\n  <authentication-basic username=\"u\" password=\"a&amp;"
            + KEY
            + "\" />\r\n</policies>\r\n";
    write("policy.xml", policy);
    Shell.Result result = check("--fix");
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(read("policy.xml")).isEqualTo(policy);
    assertThat(folder.resolve("namedValues")).doesNotExist();
    assertThat(result.out())
        .contains("APIM0209", "policy.xml:2:33", "comment", "policy.xml:3:48", "escaped")
        .doesNotContain(KEY);
  }

  @Test
  void equalSecretsShareOneNamedValueAndLinesKeepTheirEnds() throws IOException {
    String policy = header(KEY).replace("\n", "\r\n");
    write("apis/orders/policy.xml", policy);
    write("policyFragments/auth.yaml", "{}\n");
    write("policyFragments/auth.xml", header(KEY).replace("policies", "fragment"));
    assertThat(check("--fix").code()).isZero();
    assertThat(read("apis/orders/policy.xml"))
        .isEqualTo(policy.replace(KEY, "{{orders-x-functions-key}}"));
    assertThat(read("policyFragments/auth.xml")).contains("{{orders-x-functions-key}}");
    try (var files = Files.list(folder.resolve("namedValues"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aPolicyThatIsNotWellFormedIsAWarning() throws IOException {
    write("apis/orders/policy.xml", "<policies>\n  <inbound><set-header></inbound>\n</policies>\n");
    write("policy.xml", "<polices />\n");
    Shell.Result result = check();
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(result.out())
        .contains("APIM0131", "apis/orders/policy.xml:2:12", "<set-header>")
        .contains("policy.xml:1:1", "<polices>", "<policies>");
    assertThat(check("--strict").code()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void whatABrokenFileMayHoldIsNotMissed() throws IOException {
    write("apis/orders/api.yaml", "displayName: Orders: all\n");
    write("apis/orders/operations/get.yaml", "method: GET\nurlTemplate: /x\n");
    write("products/gold/product.yaml", "displayName: Gold\napis:\n  - orders\n  - other\n");
    Shell.Result result = check();
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("apis/orders/api.yaml:1", "in quotes", "no apis/other")
        .doesNotContain("no apis/orders");
  }

  @Test
  void environmentsAreLookedAtWhereverTheirSecretsAre() throws IOException {
    write("namedValues/key.yaml", "displayName: key\nsecret: true\nvalue: ${secret}\n");
    write(
        "environments/dev.yaml",
        "secrets:\n  namedValues/key: ${file:nowhere}\nset:\n  apis/ordres#path: x\n");
    write("environments/prod.yaml", "secrets:\n  namedValues/key: ${env:KEY}\n");
    write("environments/test.yaml", "secrts: {}\n");
    Shell.Result result = check();
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains(
            "environments/dev.yaml:4", "apis/orders", "environments/test.yaml:1", "\"secrets\"")
        .contains("2 errors")
        .doesNotContain("nowhere", "prod.yaml");
  }
}
