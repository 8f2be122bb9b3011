package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.publish.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person gets to read, and a pipeline to act on, when something is wrong. */
class MistakesTest {
  @TempDir Path temp;
  private Rig rig;

  @BeforeEach
  void aSmallFolder() throws IOException {
    rig = Rig.empty("apim");
    write("apimage.yaml", "format: 1\n");
    write("tags/public.yaml", "displayName: Public\n");
    write("namedValues/pay-key.yaml", "displayName: pay-key\nsecret: true\nvalue: ${secret}\n");
    write("environments/dev.yaml", "secrets:\n  namedValues/pay-key: ${env:PAY_KEY}\n");
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void write(String file, String text) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Shell shell() {
    return new Shell(temp).with("PAY_KEY", "not-a-real-key");
  }

  private Shell.Result live(Shell shell, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = more[0];
    args[1] = "--service=apim";
    args[2] = "--endpoint=" + rig.emulator().uri();
    args[3] = "--env=dev";
    System.arraycopy(more, 1, args, 4, more.length - 1);
    return shell.run(java.util.Arrays.stream(args).filter(a -> a != null).toArray(String[]::new));
  }

  private void says(Shell.Result result, int code, String... parts) {
    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    for (String part : parts) {
      assertThat(result.err() + result.out()).contains(part);
    }
    assertThat(result.err() + result.out()).doesNotContain("APIM0999");
  }

  @Test
  void aMisspeltPropertyIsAWarningAndRefusedUnderStrict() throws IOException {
    write("tags/public.yaml", "displayName: Public\ndisplayNam: Public\n");
    says(
        live(shell(), "plan"),
        ExitCode.DONE,
        "APIM0105",
        "tags/public.yaml:2:1",
        "displayNam",
        "displayName");
    says(live(shell(), "plan", "--strict"), ExitCode.REFUSED, "APIM0902");
    assertThat(rig.writesSince(0)).isEmpty();
  }

  @Test
  void aDuplicateKeyIsShownWithItsPlace() throws IOException {
    write("tags/public.yaml", "displayName: Public\ndisplayName: Open\n");
    says(live(shell(), "plan"), ExitCode.FAILED, "APIM0102", "tags/public.yaml:2:1");
  }

  @Test
  void aLinkToAMissingProductNamesTheLine() throws IOException {
    write("subscriptions/x.yaml", "displayName: X\nscope: /products/gold\n");
    says(
        live(shell(), "plan"),
        ExitCode.FAILED,
        "APIM0501",
        "subscriptions/x.yaml:2",
        "products/gold");
  }

  @Test
  void invalidYamlIsShownWithItsPlaceAndNeverAValue() throws IOException {
    write("tags/public.yaml", "displayName: Public\n  secretish: [hunter2\n");
    Shell.Result plan = live(shell(), "plan");
    says(plan, ExitCode.FAILED, "APIM0101", "tags/public.yaml:2");
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void allErrorsOfAFolderComeAtOnce() throws IOException {
    write("tags/public.yaml", "displayName: Public\ndisplayName: Open\n");
    write("groups/g.yaml", "displayName: [G\n");
    write("polcy.xml", "<policies />\n");
    says(
        live(shell(), "plan"),
        ExitCode.FAILED,
        "tags/public.yaml:2:1",
        "groups/g.yaml:",
        "polcy.xml",
        "policy.xml");
  }

  @Test
  void aFolderOfAnotherFormatIsRefused() throws IOException {
    write("apimage.yaml", "format: 2\n");
    says(live(shell(), "plan"), ExitCode.FAILED, "APIM0108", "apimage.yaml:1", "format 2");
  }

  @Test
  void aMissingSecretNamesTheLinesToAdd() throws IOException {
    write("environments/dev.yaml", "exclude: [subscriptions/**]\n");
    says(
        live(shell(), "publish", "--yes"),
        ExitCode.FAILED,
        "APIM0201",
        "namedValues/pay-key.yaml:3",
        "namedValues/pay-key#value: ${env:");
    assertThat(rig.writesSince(0)).isEmpty();
  }

  @Test
  void anUnsetVariableNamesTheEnvironmentsLine() {
    says(
        live(new Shell(temp), "publish", "--yes"),
        ExitCode.FAILED,
        "APIM0202",
        "environments/dev.yaml:2",
        "PAY_KEY");
    assertThat(rig.writesSince(0)).isEmpty();
  }

  @Test
  void aKeyThatMatchesNothingIsAnErrorWithANearName() throws IOException {
    write(
        "environments/dev.yaml",
        "secrets:\n  namedValues/pay-key: ${env:PAY_KEY}\n  namedValues/pay-kee: ${env:PAY_KEY}\n");
    says(
        live(shell(), "plan"),
        ExitCode.FAILED,
        "APIM0116",
        "environments/dev.yaml:3",
        "namedValues/pay-key");
  }

  @Test
  void aServiceThatDoesNotExistIsSaid() {
    Shell.Result plan =
        shell().run("plan", "--service=other", "--endpoint=" + rig.emulator().uri(), "--env=dev");
    says(plan, ExitCode.FAILED, "APIM0403");
  }

  @ParameterizedTest
  @CsvSource({
    "--latency=-5ms, '--latency is a time such as 50ms or 2s, not'",
    "--ca-file=ca.pem, --ca-file does nothing without --https.",
    "--env=dev, --env does nothing without --load.",
    "--service=a_b, is no name of a service",
    "--faults=rate=x, 'in the faults, rate must be a number from 0 to 1'"
  })
  void anEmulatorThatCannotBeMeantIsNotStarted(String option, String message) {
    says(shell().run("emulate", option), ExitCode.USAGE, message);
  }

  @Test
  void anEndpointWhereNobodyListensIsSaid() {
    Shell.Result plan =
        shell().run("plan", "--service=apim", "--endpoint=http://127.0.0.1:9", "--env=dev");
    says(plan, ExitCode.FAILED, "APIM0404");
  }

  @Test
  void plainHttpToAnotherHostIsRefusedBeforeASignIn() {
    Shell.Result plan =
        shell().run("plan", "--service=apim", "--endpoint=http://example.com", "--env=dev");
    says(plan, ExitCode.USAGE, "example.com", "https");
  }

  @Test
  void aTargetThatNobodyNamedIsSaid() {
    says(shell().run("plan", "--env=dev"), ExitCode.FAILED, "APIM0407", "--service");
  }

  @Test
  void publishWithoutATerminalNeedsYes() {
    says(live(shell(), "publish"), ExitCode.REFUSED, "APIM0605", "--yes");
    assertThat(rig.writesSince(0)).isEmpty();
  }

  @Test
  void publishAtATerminalAsksForTheServicesName() {
    says(live(shell().typing("y"), "publish"), ExitCode.REFUSED, "APIM0605");
    assertThat(rig.writesSince(0)).isEmpty();
    says(live(shell().typing("apim"), "publish"), ExitCode.DONE);
    assertThat(rig.writesSince(0)).isNotEmpty();
  }

  @Test
  void aFolderWithoutAnythingIsRefused() throws IOException {
    Files.delete(temp.resolve("tags/public.yaml"));
    Files.delete(temp.resolve("namedValues/pay-key.yaml"));
    write("environments/dev.yaml", "set: {}\n");
    says(live(shell(), "publish", "--yes"), ExitCode.REFUSED, "APIM0507", "--allow-empty");
  }

  @Test
  void tooManyDeletesAreRefused() throws IOException {
    says(live(shell(), "publish", "--yes"), ExitCode.DONE);
    Files.delete(temp.resolve("namedValues/pay-key.yaml"));
    write("environments/dev.yaml", "set: {}\n");
    says(
        live(shell(), "publish", "--yes", "--prune", "--max-deletes=0"),
        ExitCode.REFUSED,
        "APIM0504");
    says(live(shell(), "verify"), ExitCode.DIFFERENT, "namedValues/pay-key");
    says(live(shell(), "publish", "--yes", "--prune"), ExitCode.DONE);
    says(live(shell(), "verify"), ExitCode.DONE);
  }

  @Test
  void aFolderThatIsNoneIsSaid() {
    says(shell().run("plan", "--folder=nowhere"), ExitCode.FAILED, "APIM0109", "nowhere");
    says(shell().run("plan", "--folder=apimage.yaml"), ExitCode.FAILED, "APIM0109", "is a file");
    says(
        new Shell(temp.getParent()).run("check", "--folder=" + temp.getParent()),
        ExitCode.FAILED,
        "APIM0109",
        temp.getParent().toString(),
        temp.getFileName().toString());
  }

  @Test
  void aBadCommandLineIsNeverTakenForADifference() {
    says(shell().run("plan", "--no-such-option"), ExitCode.USAGE, "--no-such-option");
    says(shell().run("plann"), ExitCode.USAGE, "plan");
    says(shell().run(), ExitCode.USAGE);
    says(shell().run("plan", "--output=xml"), ExitCode.USAGE, "--output");
  }

  @Test
  void aSecretInClearInAFileIsNeverPrinted() throws IOException {
    write(
        "namedValues/pay-key.yaml", "displayName: pay-key\nsecret: true\nvalue: hunter2hunter2\n");
    Shell.Result plan = live(shell(), "plan", "--full");
    assertThat(plan.code()).isEqualTo(ExitCode.FAILED);
    assertThat(plan.toString()).contains("APIM0204", "namedValues/pay-key.yaml:3");
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void extractOfAnEmptyServiceDoesNotEmptyTheFolder() {
    says(live(shell(), "extract"), ExitCode.REFUSED, "APIM0507", "2 resources");
    assertThat(temp.resolve("tags/public.yaml")).exists();
  }

  @Test
  void aSecretInClearUnderSetIsRefusedAndNeverPrinted() throws IOException {
    write("backends/pay.yaml", "url: https://pay.contoso.com\nprotocol: http\n");
    write(
        "environments/dev.yaml",
        """
        secrets:
          namedValues/pay-key: ${env:PAY_KEY}
        set:
          backends/pay#credentials.authorization: {scheme: Bearer, parameter: hunter2hunter2}
        """);
    Shell.Result plan = live(shell(), "plan", "--full");
    says(plan, ExitCode.FAILED, "APIM0204", "environments/dev.yaml:4");
    assertThat(plan.toString()).doesNotContain("hunter2");
  }

  @Test
  void aPublishThatEndedBeforeItsFirstWriteIsNoSuccess() {
    Change change =
        new Change(
            Action.DELETE,
            Address.of("tags", "t"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Set.of());
    Outcome.Failure notTried =
        new Outcome.Failure(change, List.of(Problem.error(Code.NOT_TRIED, "stopped")), false);
    Outcome outcome = new Outcome(List.of(), List.of(), List.of(notTried), List.of());
    assertThat(ExitCode.of(outcome)).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void theReceiptRepeatsTheWholeCommand() throws IOException {
    write("apis/a/api.yaml", "displayName: a\npath: a\n");
    write(
        "apis/a/policy.xml",
        "<policies><inbound><authentication-certificate thumbprint=\"0A\" /></inbound></policies>\n");
    Shell.Result publish = live(shell(), "publish", "--yes", "--receipt=receipt.json");
    assertThat(publish.code()).as(publish.toString()).isEqualTo(ExitCode.PARTIAL);
    assertThat(Files.readString(temp.resolve("receipt.json")))
        .contains("--endpoint " + rig.emulator().uri(), "--service apim", "--env dev", "--yes");
  }

  @Test
  void explainKnowsEveryCodeAndNoOther() {
    says(shell().run("explain", "apim0501"), ExitCode.DONE, "APIM0501");
    says(shell().run("explain", "APIM9999"), ExitCode.USAGE, "APIM9999");
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingIsDone() throws IOException {
    write("reports/is-a-folder/x", "");
    for (String option :
        List.of("--report=json=reports/is-a-folder", "--receipt=tags/public.yaml/x")) {
      Shell.Result publish = live(shell(), "publish", "--yes", option);
      says(publish, ExitCode.FAILED, "APIM0113", option.substring(option.lastIndexOf('=') + 1));
    }
    assertThat(rig.writesSince(0)).isEmpty();
    try (Stream<Path> left = Files.list(temp.resolve("reports"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void everyReportIsWritten() throws IOException {
    says(
        live(shell(), "plan", "--report=json=r/one.json", "--report=json=r/two.json"),
        ExitCode.DONE);
    assertThat(temp.resolve("r/one.json")).hasSameTextualContentAs(temp.resolve("r/two.json"));
  }

  @Test
  void aWrongOptionIsAWrongCommandLine() {
    says(live(shell(), "plan", "--parallelism=0"), ExitCode.USAGE, "from 1 on");
    says(live(shell(), "plan", "--max-deletes=-1"), ExitCode.USAGE, "from 0 on");
    says(live(shell(), "plan", "--context=-1"), ExitCode.USAGE, "from 0 on");
    says(live(shell(), "plan", "--api-version=20"), ExitCode.USAGE, "2024-05-01");
    says(live(shell(), "plan", "--report=json"), ExitCode.USAGE, "FORMAT=PATH");
    says(live(shell(), "extract", "--include=user"), ExitCode.USAGE, "users", "not user");
    says(shell().run("plan", "--cloud=mars"), ExitCode.USAGE, "usgov");
    says(shell().run("plan", "--endpoint=127.0.0.1:8585"), ExitCode.USAGE, "https://host");
    says(shell().run("plan", "--endpoint=http://x.example/y"), ExitCode.USAGE, "https://host");
    says(shell().run("plan", "--service=/subscriptions/x"), ExitCode.USAGE, "resourceGroups");
    says(shell().run("emulate", "--ca-file=ca.pem"), ExitCode.USAGE, "--https");
  }

  @Test
  void aMistypedCommandIsToldInALine() {
    Shell.Result typo = shell().run("plam");
    says(typo, ExitCode.USAGE, "There is no 'plam'", "apimage plan", "--help");
    assertThat(typo.err().lines()).hasSizeLessThan(5);
  }

  @Test
  void whatAnEnvironmentSetsHasToFitTheModelToo() throws IOException {
    write("products/gold/product.yaml", "displayName: Gold\n");
    write(
        "environments/dev.yaml",
        """
        secrets:
          namedValues/pay-key: ${env:PAY_KEY}
        set:
          products/gold#descripton: For friends
          products/gold#fancy.new.thing: 1
        """);
    says(
        live(shell(), "plan"),
        ExitCode.DONE,
        "APIM0105",
        "environments/dev.yaml:4",
        "\"description\"",
        "environments/dev.yaml:5",
        "--api-version");
    write("environments/dev.yaml", "set:\n  products/gold#subscriptionRequired: maybe\n");
    says(
        live(shell(), "plan"),
        ExitCode.FAILED,
        "APIM0104",
        "environments/dev.yaml:2",
        "must be true or false");
  }
}
