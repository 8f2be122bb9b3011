package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.canary.Admin;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds that are only taken when asked for, and a folder that remembers that it holds them. */
class IncludeTest {
  private static final String ANNA = "email: anna@contoso.example\nfirstName: Anna\nlastName: A";

  @TempDir Path folder;
  private Rig rig;
  private Shell shell;

  @BeforeEach
  void aServiceWithPeople() {
    rig = Rig.empty("one", "two");
    shell = new Shell(folder);
    Admin admin = admin("one");
    admin.put("users/anna", Made.tree(ANNA + "\nnote: calls often\npassword: Hunter2hunter2"));
    admin.put(
        "users/bert",
        Made.tree("email: bert@contoso.example\nfirstName: B\nlastName: B\nstate: blocked"));
    admin.put("groups/partners", Made.tree("displayName: Partners"));
    admin.put("groups/partners/users/anna", Made.tree("{}"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Admin admin(String service) {
    return new Admin(rig.emulator().uri(), service);
  }

  private Shell.Result run(String service, String command, String... words) {
    List<String> all = new ArrayList<>(List.of(command, "--service=" + service));
    all.add("--endpoint=" + rig.emulator().uri());
    all.addAll(List.of(words));
    return shell.run(all.toArray(new String[0]));
  }

  private void done(String service, String command, String... words) {
    Shell.Result result = run(service, command, words);
    assertThat(result.code()).as(result.toString()).isZero();
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private String[] members(String service, String group) {
    List<String> names = new ArrayList<>();
    admin(service)
        .get("groups/" + group + "/users")
        .path("value")
        .forEach(user -> names.add(user.path("name").asText()));
    return names.toArray(new String[0]);
  }

  @Test
  void usersAreLeftOutUnlessAskedForAndThatIsSaid() throws IOException {
    Shell.Result result = run("one", "extract");
    assertThat(result.code()).isZero();
    assertThat(result.toString())
        .contains("2 users are not carried", "--include users takes them")
        .doesNotContain("anna@");
    assertThat(folder.resolve("users")).doesNotExist();
    assertThat(read("groups/partners.yaml")).doesNotContain("users");
    assertThat(read("apimage.yaml")).doesNotContain("include");
    done("one", "verify");
  }

  @Test
  void usersAreTakenWithTheirGroupsAndWithoutWhatIsPersonal() throws IOException {
    done("one", "extract", "--include=users");
    assertThat(read("users/anna.yaml"))
        .endsWith("user.schema.json\nemail: anna@contoso.example\nfirstName: Anna\nlastName: A\n");
    assertThat(read("users/bert.yaml")).endsWith("state: blocked\n");
    assertThat(folder.resolve("users/1.yaml")).doesNotExist();
    assertThat(read("groups/partners.yaml")).endsWith("users:\n  - anna\n");
    assertThat(read("apimage.yaml")).endsWith("include:\n  - users\n");
    assertThat(Rig.files(folder).values())
        .noneMatch(t -> t.contains("Hunter") || t.contains("calls"));
    done("one", "verify");
    assertThat(shell.run("check").code()).isZero();
  }

  @Test
  void aFolderRemembersWhatItHolds() throws IOException {
    write("apimage.yaml", "# ours\nformat: 1 # the only one\ntarget:\n  service: one\n");
    done("one", "extract", "--include", "users");
    assertThat(read("apimage.yaml"))
        .isEqualTo(
            "# ours\nformat: 1 # the only one\ntarget:\n  service: one\ninclude:\n  - users\n");
    admin("one").put("users/carl", Made.tree("email: c@c.example\nfirstName: C\nlastName: C"));
    assertThat(run("one", "verify").code()).isEqualTo(ExitCode.DIFFERENT);
    done("one", "extract");
    assertThat(folder.resolve("users/carl.yaml")).exists();
    done("one", "verify");
  }

  @Test
  void usersThatLieInTheFolderAreHeldThoughTheMarkerHasLostTheWord() throws IOException {
    done("one", "extract", "--include=users");
    write("apimage.yaml", "format: 1\n");
    admin("one").put("users/anna", Made.tree(ANNA.replace("lastName: A", "lastName: Adams")));
    assertThat(run("one", "verify").code()).isEqualTo(ExitCode.DIFFERENT);
    done("one", "extract");
    assertThat(read("users/anna.yaml")).contains("Adams");
    assertThat(read("apimage.yaml")).contains("include:\n  - users\n");
  }

  @Test
  void whatAFolderDoesNotHoldIsNeitherDriftNorDeleted() throws IOException {
    done("one", "extract");
    admin("two").put("users/dora", Made.tree("email: d@d.example\nfirstName: D\nlastName: D"));
    int before = rig.emulator().requests().size();
    done("two", "publish", "--yes", "--prune");
    done("two", "verify");
    assertThat(rig.emulator().requests().subList(before, rig.emulator().requests().size()))
        .noneMatch(request -> request.path().contains("/users/"));
    assertThat(admin("two").get("users/dora")).isNotEmpty();
  }

  @Test
  void usersAndMembersArePublishedWithoutAMailAndNeverDeleted() throws IOException {
    done("one", "extract", "--include=users");
    admin("two").put("users/dora", Made.tree("email: d@d.example\nfirstName: D\nlastName: D"));
    int before = rig.emulator().requests().size();
    done("two", "publish", "--yes", "--prune");
    assertThat(members("two", "partners")).containsExactly("anna");
    assertThat(admin("two").get("users/dora")).isNotEmpty();
    assertThat(rig.writesSince(before))
        .filteredOn(r -> r.path().matches(".*/service/two/users/[^/]+"))
        .hasSize(2)
        .allMatch(r -> r.query().contains("notify=false"));
    assertThat(run("two", "verify").toString()).contains("users/dora");
    write("users/bert.yaml", read("users/bert.yaml").replace("state: blocked\n", ""));
    write("groups/partners.yaml", read("groups/partners.yaml").replace("anna", "bert"));
    before = rig.emulator().requests().size();
    done("two", "publish", "--yes");
    assertThat(members("two", "partners")).containsExactly("bert");
    assertThat(rig.writesSince(before)).extracting(r -> r.method()).contains("PATCH");
    assertThat(admin("two").get("users/bert").at("/properties/state").asText()).isEqualTo("active");
  }

  @Test
  void anUnknownWordIsRefusedOnTheLineAndInTheMarker() throws IOException {
    Shell.Result line = run("one", "extract", "--include=user");
    assertThat(line.code()).isEqualTo(ExitCode.USAGE);
    assertThat(line.err()).contains("--include knows users");
    write("apimage.yaml", "format: 1\ninclude: [user]\n");
    Shell.Result marker = run("one", "extract");
    assertThat(marker.code()).isEqualTo(ExitCode.FAILED);
    assertThat(marker.toString())
        .contains("apimage.yaml:2:11", "\"user\" is nothing that can be included", "\"users\"?");
    assertThat(read("apimage.yaml")).isEqualTo("format: 1\ninclude: [user]\n");
  }

  @Test
  void aPasswordInAUsersFileIsAnErrorAndIsNotShown() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write("users/anna.yaml", ANNA + "\npassword: Hunter2hunter2\nnote: x\n");
    Shell.Result result = run("one", "plan");
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.toString())
        .contains("APIM0124", "\"password\"", "\"note\"", "users/anna.yaml:4:1")
        .doesNotContain("Hunter2");
  }

  @Test
  void subscriptionsGoToTheSamePersonUnderWhateverName() throws IOException {
    Admin one = admin("one");
    one.put(
        "subscriptions/acme", Made.tree("scope: /apis\ndisplayName: Acme\nownerId: /users/anna"));
    done("one", "extract", "--include=users");
    Admin two = admin("two");
    two.put("users/5f3d", Made.tree(ANNA.replace("anna@", "Anna@")));
    Shell.Result published = run("two", "publish", "--yes");
    assertThat(published.code()).as(published.toString()).isZero();
    assertThat(published.toString()).contains("subscriptions/acme, owner users/5f3d");
    assertThat(two.get("subscriptions/acme").at("/properties/ownerId").asText())
        .endsWith("/users/5f3d");
    assertThat(members("two", "partners")).containsExactly("5f3d");
    done("two", "verify");
    int before = rig.emulator().requests().size();
    done("two", "publish", "--yes");
    assertThat(rig.writesSince(before)).isEmpty();
    done("one", "verify");
  }

  @Test
  void settingsOfThePortalAndOfDirectManagementAreCarriedWithoutTheirKeys() throws IOException {
    Admin one = admin("one");
    one.put(
        "portalsettings/delegation",
        Made.tree(
            "url: https://sso.contoso.example\nvalidationKey: a2V5LW9mLXBvcnRhbA==\n"
                + "subscriptions: {enabled: true}\nuserRegistration: {enabled: false}"));
    one.put("portalsettings/signin", Made.tree("enabled: true"));
    one.put(
        "portalconfigs/default",
        Made.tree(
            "enableBasicAuth: false\ndelegation: {delegateRegistration: true,"
                + " delegationUrl: 'https://sso.contoso.example', validationKey: a2V5LW9mLWNvbmZpZw==}"));
    one.put("tenant/access", Made.tree("enabled: true"));
    String keys = admin("two").post("tenant/access/listSecrets").toString();
    done("one", "extract", "--include=portal,tenant");
    assertThat(read("portalsettings/delegation.yaml")).contains("validationKey: ${secret}");
    assertThat(read("portalsettings/signup.yaml")).doesNotContain("secret}");
    assertThat(read("portalconfigs/default.yaml")).contains("validationKey: ${secret}");
    assertThat(read("tenant/access.yaml")).endsWith("enabled: true\n");
    assertThat(read("tenant/gitAccess.yaml")).endsWith("enabled: false\n");
    assertThat(folder.resolve("users")).doesNotExist();
    done("one", "verify");
    Shell.Result missing = run("two", "plan");
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.toString())
        .contains("portalsettings/delegation#validationKey", "delegation.validationKey");
    write(
        "environments/two.yaml",
        """
        secrets:
          portalsettings/delegation#validationKey: ${env:KEY}
          portalconfigs/default#delegation.validationKey: ${env:KEY}
        """);
    shell.with("KEY", "bmV3LWtleS1vZi10d28=");
    done("two", "publish", "--env=two", "--yes", "--prune");
    done("two", "verify", "--env=two");
    assertThat(admin("two").post("portalsettings/delegation/listSecrets").toString())
        .contains("bmV3LWtleS1vZi10d28=");
    assertThat(admin("two").post("tenant/access/listSecrets").toString())
        .isEqualTo(keys.replace("\"enabled\":false", "\"enabled\":true"));
    Path again = folder.resolve("again");
    done("two", "extract", "--folder=again", "--include=portal,tenant");
    assertThat(Files.readString(again.resolve("portalsettings/delegation.yaml")))
        .isEqualTo(read("portalsettings/delegation.yaml"));
    assertThat(Files.readString(again.resolve("portalconfigs/default.yaml")))
        .isEqualTo(read("portalconfigs/default.yaml"));
  }

  @Test
  void aKeyThatTheTargetHasOutlivesChangesThatSupplyNone() throws IOException {
    admin("one")
        .put(
            "portalsettings/delegation",
            Made.tree("url: https://a.example\nvalidationKey: a2V5LW9mLXBvcnRhbA=="));
    done("one", "extract", "--include=portal");
    for (int i = 0; i < 10; i++) {
      write(
          "portalsettings/delegation.yaml",
          read("portalsettings/delegation.yaml")
              .replaceFirst("url: .*", "url: https://a" + i + ".example"));
      done("one", "publish", "--yes");
    }
    assertThat(admin("one").get("portalsettings/delegation").at("/properties/url").asText())
        .isEqualTo("https://a9.example");
    assertThat(admin("one").post("portalsettings/delegation/listSecrets").toString())
        .contains("a2V5LW9mLXBvcnRhbA==");
  }

  @Test
  void aTierThatLacksAKindIsExtractedWithoutItAndRefusedBeforeTheFirstWrite() throws IOException {
    done("one", "extract", "--include=users,portal,tenant");
    EmulatorOptions options =
        EmulatorOptions.defaults().withServices("small").withEmpty(true).withSku("Consumption");
    try (Rig small = Rig.of(Emulator.start(options))) {
      Shell.Result plan =
          shell.run("plan", "--service=small", "--endpoint=" + small.emulator().uri());
      assertThat(plan.code()).as(plan.toString()).isEqualTo(ExitCode.REFUSED);
      assertThat(plan.toString())
          .contains(
              "APIM0510",
              "users/anna and 1 more: the target's pricing tier has no such resource",
              "portalsettings/delegation and 2 more",
              "portalconfigs/default:",
              "tenant/access and 1 more",
              "groups/partners:",
              "exclude: ['users/*']");
      Shell.Result extract =
          shell.run(
              "extract",
              "--folder=small",
              "--include=users,portal,tenant",
              "--service=small",
              "--endpoint=" + small.emulator().uri());
      assertThat(extract.code()).as(extract.toString()).isZero();
      assertThat(extract.toString())
          .contains("the service's pricing tier has no users", "has no portalsettings");
      assertThat(folder.resolve("small/users")).doesNotExist();
      assertThat(small.writesSince(0)).isEmpty();
      write("namedValues/region.yaml", "displayName: region\nvalue: west\n");
      write(
          "environments/small.yaml",
          "exclude: ['users/*', 'groups/*', 'portalsettings/*', 'portalconfigs/*', 'tenant/*']\n");
      Shell.Result publish =
          shell.run(
              "publish",
              "--env=small",
              "--yes",
              "--service=small",
              "--endpoint=" + small.emulator().uri());
      assertThat(publish.code()).as(publish.toString()).isZero();
      assertThat(publish.toString()).contains("Published: 1 done");
    }
  }

  @Test
  void settingsThatEveryServiceHasDoNotMakeAnEmptyServiceLookFull() throws IOException {
    done("one", "extract", "--include=portal,tenant");
    Shell.Result result = run("two", "extract");
    assertThat(result.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.toString()).contains("APIM0507", "the service holds nothing");
    assertThat(folder.resolve("groups/partners.yaml")).exists();
  }

  @Test
  void whatIsPublishedElsewhereIsExtractedThereAsTheSameFiles() throws IOException {
    Admin one = admin("one");
    one.put("portalsettings/signin", Made.tree("enabled: true"));
    one.put(
        "portalsettings/signup",
        Made.tree("enabled: false\ntermsOfService: {enabled: true, text: Be nice.}"));
    one.put(
        "portalconfigs/default",
        Made.tree("enableBasicAuth: false\ncors: {allowedOrigins: ['https://a.example']}"));
    one.put("tenant/access", Made.tree("enabled: true"));
    done("one", "extract", "--folder=first", "--include=users,portal,tenant");
    done("two", "publish", "--folder=first", "--yes");
    done("two", "extract", "--folder=second", "--include=users,portal,tenant");
    assertThat(Rig.files(folder.resolve("second")))
        .isEqualTo(Rig.files(folder.resolve("first")))
        .containsKeys("users/anna.yaml", "users/bert.yaml", "portalconfigs/default.yaml")
        .containsKeys("portalsettings/signup.yaml", "tenant/access.yaml", "groups/partners.yaml");
  }
}
