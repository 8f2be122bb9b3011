package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.canary.Admin;
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
    done("two", "publish", "--yes", "--prune");
    done("two", "verify");
    assertThat(admin("two").get("users/dora")).isNotEmpty();
    assertThat(rig.emulator().requests().stream().filter(r -> r.path().contains("/users/")))
        .allMatch(r -> r.userAgent().isEmpty() || !r.userAgent().startsWith("apimage"));
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
}
