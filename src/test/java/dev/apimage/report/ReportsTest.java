package dev.apimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.apimage.Golden;
import dev.apimage.check.Checked;
import dev.apimage.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ReportsTest {
  private static final Golden GOLDEN = Golden.of(ReportsTest.class);
  private static final View VIEW = View.standard();

  private static Header header(String command) {
    return Header.of(command, "contoso-prod")
        .inEnvironment("prod")
        .atCommit("a1b2c3d")
        .withOptions("--env prod");
  }

  /** Every report by name, the first word of which is its schema's. */
  private static Map<String, Function<Format, String>> reports() {
    Plan plan = Examples.plan();
    Plan kept = Examples.kept();
    Header bare = Header.of("plan", "contoso-prod");
    Map<String, Function<Format, String>> all = new LinkedHashMap<>();
    all.put("plan", f -> Reports.plan(f, header("plan"), plan, VIEW));
    all.put("plan-kept", f -> Reports.plan(f, bare, kept, VIEW));
    all.put("plan-nothing", f -> Reports.plan(f, bare, Examples.nothing(), VIEW));
    all.put("plan-errors", f -> Reports.plan(f, bare, Examples.errors(), VIEW));
    all.put("plan-nasty", f -> Reports.plan(f, bare, Examples.nasty(), VIEW));
    all.put("plan-full", f -> Reports.plan(f, bare, plan, VIEW.showing(View.Detail.FULL)));
    all.put("plan-summary", f -> Reports.plan(f, bare, kept, VIEW.showing(View.Detail.SUMMARY)));
    all.put("rebuild", f -> Reports.rebuild(f, header("plan"), Examples.rebuild(), VIEW));
    all.put("rebuild-nothing", f -> Reports.rebuild(f, bare, Examples.rebuildOfNothing(), VIEW));
    Header proof = Header.of("prove-key-free", "contoso-prod");
    all.put("proof", f -> Reports.proof(f, proof, Examples.leaking(), VIEW));
    all.put("proof-clean", f -> Reports.proof(f, proof, Examples.clean(), VIEW));
    all.put("verify", f -> Reports.verify(f, header("verify"), kept, VIEW));
    all.put("verify-nothing", f -> Reports.verify(f, header("verify"), Examples.nothing(), VIEW));
    all.put("publish", f -> publish(f, plan, true));
    all.put("publish-partial", f -> publish(f, plan, false));
    all.put("extract", f -> Reports.extract(f, extract(), Examples.extraction(), VIEW));
    all.put("keys", f -> Reports.keys(f, keys("list"), Examples.keys(true), VIEW));
    all.put("keys-novault", f -> Reports.keys(f, keys("list"), Examples.keys(false), VIEW));
    all.put(
        "rotation", f -> Reports.rotation(f, keys("rotate"), Examples.rotation(false, true), VIEW));
    all.put(
        "rotation-partial",
        f -> Reports.rotation(f, keys("rotate"), Examples.rotation(false, false), VIEW));
    all.put(
        "rotation-finished",
        f -> Reports.rotation(f, keys("rotate"), Examples.rotation(true, true), VIEW));
    all.put(
        "rotation-unfinished",
        f -> Reports.rotation(f, keys("rotate"), Examples.rotation(true, false), VIEW));
    all.put("delivery", f -> Reports.delivery(f, keys("deliver"), Examples.delivery(true), VIEW));
    all.put(
        "delivery-partial",
        f -> Reports.delivery(f, keys("deliver"), Examples.delivery(false), VIEW));
    all.put("check", f -> Reports.check(f, Examples.checked(), VIEW));
    all.put("check-nothing", f -> Reports.check(f, new Checked(72, List.of(), List.of()), VIEW));
    all.put("problems", f -> Reports.problems(f, Examples.problems(), VIEW));
    return all;
  }

  private static String publish(Format format, Plan plan, boolean complete) {
    var outcome = complete ? Examples.complete(plan) : Examples.partial(plan);
    return Reports.publish(format, header("publish"), plan, outcome, VIEW);
  }

  private static Header keys(String verb) {
    return Header.of("keys " + verb, "contoso-prod").withOptions("--to keyvault:kv-contoso");
  }

  private static Header extract() {
    return Header.of("extract", "contoso-dev");
  }

  @TestFactory
  Stream<DynamicTest> everyReportInEveryFormatIsAsItsGoldenFile() {
    return reports().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(Format.values())
                    .map(
                        format -> {
                          String file = entry.getKey() + "." + ending(format);
                          return DynamicTest.dynamicTest(
                              file, () -> GOLDEN.check(file, entry.getValue().apply(format)));
                        }));
  }

  private static String ending(Format format) {
    return switch (format) {
      case TEXT -> "txt";
      case MARKDOWN -> "md";
      default -> format.name().toLowerCase(Locale.ROOT);
    };
  }

  @TestFactory
  Stream<DynamicTest> jsonIsWhatItsSchemaSays() {
    return reports().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      JsonNode report = json(entry.getValue().apply(Format.JSON));
                      String name = entry.getKey().split("-", -1)[0];
                      assertThat(report.path("report").asText()).isEqualTo(name);
                      assertThat(violations(name, report)).isEmpty();
                    }));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Set<ValidationMessage> violations(String name, JsonNode report)
      throws IOException {
    Path file = Path.of("schemas", "v1", "reports", name + ".schema.json");
    try (InputStream schema = Files.newInputStream(file)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(schema)
          .validate(report);
    }
  }

  @TestFactory
  Stream<DynamicTest> noReportHoldsASecretOrMovesTheCursor() {
    return reports().entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(Format.values())
                    .map(
                        format ->
                            DynamicTest.dynamicTest(
                                entry.getKey() + " " + format,
                                () ->
                                    assertThat(entry.getValue().apply(format))
                                        .doesNotContain(Examples.KNOWN, Examples.SUPPLIED)
                                        .matches(ReportsTest::isHarmless)
                                        .endsWith("\n"))));
  }

  private static boolean isHarmless(String text) {
    return text.codePoints()
        .filter(c -> c != '\n')
        .noneMatch(
            c ->
                Character.getType(c) == Character.CONTROL
                    || Character.getType(c) == Character.FORMAT);
  }
}
