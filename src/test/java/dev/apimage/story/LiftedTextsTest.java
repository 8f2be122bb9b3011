package dev.apimage.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.azure.ArmWriter;
import dev.apimage.azure.ServiceReader;
import dev.apimage.check.ClearSecrets;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.plan.TargetFacts;
import dev.apimage.publish.Outcome;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.Tokens;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets typed into all kinds of texts of a service, through extract, plan and publish. */
class LiftedTextsTest {
  /** By REST path, properties in whose texts S stands for a secret. */
  private static final Map<String, String> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("namedValues/app-key", "{displayName: app-key, value: S, secret: false}");
    TEXTS.put("tags/t", "{displayName: 'ask for ?code=S'}");
    TEXTS.put(
        "backends/b",
        "{url: 'https://u:S@h.example/x?sig=S', protocol: http, description: 'AccountKey=S;'}");
    TEXTS.put("schemas/s", "{schemaType: json, document: {properties: {apiKey: {default: S}}}}");
    TEXTS.put(
        "schemas/x", "{schemaType: xml, value: '<schema><!-- SharedAccessKey=S --></schema>'}");
    TEXTS.put(
        "apis/a",
        "{displayName: a, path: a, protocols: [https], serviceUrl: 'https://h.example/?api_key=S'}");
    TEXTS.put(
        "apis/a/operations/o",
        "{displayName: o, method: POST, urlTemplate: /o, description: 'curl -u me:S https://h',"
            + " request: {queryParameters: [{name: code, type: string, defaultValue: S,"
            + " values: [S]}], headers: [{name: Authorization, type: string,"
            + " defaultValue: Bearer S}], representations: [{contentType: application/json,"
            + " examples: {default: {value: {clientSecret: S, note: password=S}}}}]}}");
    TEXTS.put(
        "apis/a/policies/policy",
        "{format: rawxml, value: '<policies><inbound><set-header name=\"x-api-key\">"
            + "<value>S</value></set-header></inbound></policies>'}");
    TEXTS.put("products/p", "{displayName: p, terms: 'Bearer S', description: 'token: S'}");
    TEXTS.put("subscriptions/s", "{displayName: 'apiKey=S', scope: /apis}");
  }

  private static final int SECRETS = 18;

  @TempDir Path temp;
  private Rig rig;
  private int count;

  @BeforeEach
  void services() {
    rig = Rig.empty("one", "two", "empty");
    fill("one", "aaa111");
    fill("two", "bbb222");
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void fill(String service, String mark) {
    ArmWriter writer = rig.connect(service).writer();
    TEXTS.forEach(
        (path, yaml) -> {
          ObjectNode envelope = Made.tree("{}");
          String text = yaml;
          while (text.matches("(?s).*\\bS\\b.*")) {
            text = text.replaceFirst("\\bS\\b", mark + "Qx7pWm20vT5nRb" + count++);
          }
          envelope.set("properties", Made.tree(text));
          writer.put(path, Map.of(), envelope, Optional.empty());
        });
  }

  private Path extracted(String service) {
    Path folder = temp.resolve(service);
    rig.extract(service, folder);
    return folder;
  }

  private static Snapshot read(Path folder) {
    return ArtefactFolder.at(folder).read().orThrow().snapshot();
  }

  @Test
  void noFileHoldsASecretAndTwoServicesThatDifferInThemGiveTheSameFolder() {
    Map<String, String> one = Rig.files(extracted("one"));
    assertThat(one.values()).noneMatch(text -> text.contains("aaa111"));
    assertThat(String.join("", one.values()).split("\\$\\{secret:", -1)).hasSize(SECRETS + 1);
    assertThat(one).isEqualTo(Rig.files(extracted("two")));
    assertThat(ClearSecrets.in(read(temp.resolve("one")), Allowance.NONE)).isEmpty();
  }

  @Test
  void aServicesOwnExtractPlansToNothingWithoutAnySource() {
    Plan plan = rig.plan(read(extracted("one")), "one", PlanOptions.defaults());
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void aTargetKeepsItsOwnSecretsWhenTheTextsAroundThemChange() {
    Snapshot desired =
        read(extracted("one"))
            .map(
                resource -> {
                  ObjectNode body = resource.copyBody();
                  if (body.has("description")) {
                    body.put("description", "New. " + body.path("description").asText());
                  }
                  return resource.withBody(body);
                });
    Outcome outcome = rig.publish(desired, "two", PlanOptions.defaults());
    assertThat(outcome.isComplete()).isTrue();
    Resource now = rig.read("two").snapshot().at(Address.of("backends", "b")).orElseThrow();
    assertThat(now.body().path("description").asText()).startsWith("New. AccountKey=${secret:");
    assertThat(now.secrets().values()).allMatch(s -> s.reveal().startsWith("bbb222"));
    assertThat(rig.plan(desired, "two", PlanOptions.defaults()).changes()).isEmpty();
  }

  @Test
  void anEmptyTargetIsGivenWhatIsSupplied() {
    Snapshot desired = read(extracted("one"));
    Plan missing = rig.plan(desired, "empty", PlanOptions.defaults());
    assertThat(missing.problems()).hasSize(SECRETS);
    Outcome outcome = rig.publish(Rig.supplied(desired), "empty", PlanOptions.defaults());
    assertThat(outcome.failed()).isEmpty();
    rig.extract("empty", temp.resolve("empty"));
    assertThat(Rig.files(temp.resolve("empty"))).isEqualTo(Rig.files(temp.resolve("one")));
  }

  @Test
  void whatIsAllowedStaysInClearInTheFolderAndIsNoChange() {
    Allowance tags = (address, place) -> address.toString().equals("tags/t");
    var image = ServiceReader.read(rig.connect("one").allowing(tags).reader(), 4);
    Path folder = temp.resolve("allowed");
    ArtefactFolder.at(folder).write(image.snapshot().map(Resource::withoutSecrets));
    assertThat(Rig.files(folder).get("tags/t.yaml")).contains("?code=aaa111");
    Plan plan =
        Planner.plan(
            read(folder),
            image.snapshot(),
            PlanOptions.defaults().with(new TargetFacts(image.users(), image.generated())));
    assertThat(plan.changes()).extracting(Change::address).isEmpty();
    assertThat(ClearSecrets.in(read(folder), tags)).isEmpty();
    assertThat(ClearSecrets.in(read(folder), Allowance.NONE)).hasSize(1);
  }

  @Test
  void anotherExtractLeavesPlaceholdersTheIdsThatThePeopleKnow() {
    Path folder = extracted("one");
    List<Resource> renamed =
        read(folder).stream()
            .map(r -> r.withBody(Tokens.renamed(r.body(), id -> "0a1b2c3d")))
            .toList();
    ArtefactFolder.at(folder).write(Snapshot.of(renamed));
    Map<String, String> before = Rig.files(folder);
    rig.extract("one", folder);
    assertThat(Rig.files(folder)).isEqualTo(before);
  }
}
