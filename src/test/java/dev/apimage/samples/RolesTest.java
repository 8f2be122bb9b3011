package dev.apimage.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.apimage.Golden;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.azure.ArmWriter;
import dev.apimage.cli.Shell;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role definitions hold exactly what the jobs use; {@code -Dgolden=update} writes them anew.
 * All names in them are of Microsoft Learn's list "Azure permissions for Integration", since
 * Resource Manager refuses a role with a name that no provider has registered.
 */
class RolesTest {
  private static final String SERVICE = "Microsoft.ApiManagement/service/";
  private static final Path ROLES = Path.of("samples", "roles");

  /** Asked for, but in no list of permissions: reading has to do without their answers. */
  private static final Set<String> UNPUBLISHED =
      Set.of(
          SERVICE + "allPolicies/read",
          SERVICE + "apis/wikis/read",
          SERVICE + "products/wikis/read");

  /** How a publish waits for what takes long, and looks at what a product's PUT has made. */
  private static final Set<String> ON_THE_WAY =
      Set.of(
          SERVICE + "tenant/operationResults/read",
          SERVICE + "products/groups/read",
          SERVICE + "products/subscriptions/read");

  /** No publish deletes a subscription of people, and no product or API under one. */
  private static final String BY_HAND = SERVICE + "subscriptions/delete";

  @TempDir Path temp;

  private static void unsubscribed(Rig rig) {
    ArmWriter writer = rig.connect("contoso").writer();
    for (Resource subscription : rig.read("contoso").snapshot().in(null, "subscriptions")) {
      if (!Kind.SUBSCRIPTION.isBuiltIn(subscription.address(), subscription.body())) {
        writer.delete(subscription.address().toString(), Map.of(), "*");
      }
    }
  }

  private static Snapshot sample() {
    return Rig.supplied(Samples.contoso().snapshot());
  }

  /** What extract, plan and verify ask for when a service has everything that the sample has. */
  private Set<String> reading(Rig rig) {
    rig.publish(sample(), "contoso", PlanOptions.defaults());
    int before = rig.emulator().requests().size();
    rig.extract("contoso", temp, Kind.options());
    assertThat(rig.plan(sample(), "contoso", PlanOptions.defaults()).hasDrift()).isFalse();
    Set<String> used = new TreeSet<>(since(rig, before));
    assertThat(used).containsAll(UNPUBLISHED).allMatch(action -> action.endsWith("/read"));
    used.removeAll(UNPUBLISHED);
    return used;
  }

  private static Set<String> since(Rig rig, int before) {
    List<LoggedRequest> all = rig.emulator().requests();
    // What goes to a Key Vault needs a role there.
    return Permissions.of(
        all.subList(before, all.size()).stream()
            .filter(r -> r.path().contains("/providers/"))
            .toList());
  }

  private static void check(
      String file, String name, String description, Collection<String> actions) throws IOException {
    String list =
        actions.stream()
            .sorted()
            .map(action -> "    \"" + action + "\"")
            .collect(Collectors.joining(",\n"));
    String role =
        """
        {
          "Name": "%s",
          "IsCustom": true,
          "Description": "%s",
          "Actions": [
        %s
          ],
          "NotActions": [],
          "DataActions": [],
          "NotDataActions": [],
          "AssignableScopes": [
            "/subscriptions/00000000-0000-0000-0000-000000000000"
          ]
        }
        """
            .formatted(name, description, list);
    Golden.of(RolesTest.class).check(ROLES.resolve(file).toAbsolutePath().toString(), role);
    assertThat(actions(file)).containsExactlyInAnyOrderElementsOf(actions);
  }

  private static Set<String> actions(String file) throws IOException {
    JsonNode role = new ObjectMapper().readTree(Files.readString(ROLES.resolve(file)));
    Set<String> actions = new TreeSet<>();
    role.path("Actions").forEach(action -> actions.add(action.asText()));
    return actions;
  }

  @Test
  void theReaderMayReadWhatAnImageConsistsOfAndNothingElse() throws IOException {
    try (Rig rig = Rig.empty("contoso")) {
      check(
          "apimage-reader.json",
          "apimage reader",
          "What apimage extract, plan and verify need. Holds no action that gives a secret.",
          reading(rig));
    }
    assertThat(actions("apimage-reader.json")).allMatch(action -> action.endsWith("/read"));
  }

  @Test
  void thePublisherMayWriteAndDeleteEveryKindAndLink() throws IOException {
    Set<String> actions = new TreeSet<>(Permissions.ofAllKinds());
    Set<String> used;
    try (Rig rig = Rig.empty("contoso")) {
      actions.addAll(reading(rig));
      unsubscribed(rig);
      // The global policy is never deleted; what it uses could not be while it does.
      Resource policy = Made.resource("policy", "value: <policies><inbound /></policies>");
      PlanOptions all = PlanOptions.defaults();
      Outcome outcome =
          rig.publish(
              Snapshot.of(List.of(policy)),
              "contoso",
              new PlanOptions(
                  true, 1000, a -> true, all.writeSecrets(), all.missingOwner(), all.facts()));
      assertThat(outcome.isComplete()).isTrue();
      used = Permissions.of(rig.emulator().requests());
      used.remove(BY_HAND);
    }
    actions.addAll(ON_THE_WAY);
    used.removeAll(UNPUBLISHED);
    assertThat(actions).containsAll(used);
    assertThat(used).containsAll(ON_THE_WAY).contains(SERVICE + "tags/delete");
    check(
        "apimage-publisher.json",
        "apimage publisher",
        "What apimage publish needs, with --prune included. Holds no action that gives a secret.",
        actions);
    assertThat(actions("apimage-publisher.json"))
        .noneMatch(action -> action.endsWith("/action"))
        .noneMatch(action -> action.contains("*"))
        .doesNotContain(SERVICE + "write", SERVICE + "delete");
  }

  @Test
  void theKeyRotatorMayDealWithKeysOfSubscriptionsAlone() throws IOException {
    try (Rig rig = Rig.empty("contoso")) {
      rig.publish(sample(), "contoso", PlanOptions.defaults());
      int before = rig.emulator().requests().size();
      keys(rig, "list", "--owner=admin@example.com");
      keys(rig, "deliver", "--name=acme-gold", "--to=keyvault:kv-contoso");
      keys(rig, "rotate", "--name=acme-gold", "--to=keyvault:kv-contoso", "--yes");
      keys(rig, "rotate", "--finish", "--yes");
      check(
          "apimage-key-rotator.json",
          "apimage key rotator",
          "What apimage keys needs on the service; on Key Vault: Key Vault Secrets Officer.",
          since(rig, before));
    }
  }

  private void keys(Rig rig, String... words) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    all.add("--service=contoso");
    all.add("--endpoint=" + rig.emulator().uri());
    Shell.Result result = new Shell(temp).run(all.toArray(new String[0]));
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @Test
  void withoutThePermissionsThatNobodyPublishedAnImageIsWholeAllTheSame() throws IOException {
    Path full = temp.resolve("full");
    Path less = temp.resolve("less");
    try (Rig rig = Rig.empty("contoso")) {
      rig.publish(sample(), "contoso", PlanOptions.defaults());
      rig.extract("contoso", full);
    }
    Path state = temp.resolve("state.json");
    EmulatorOptions options =
        EmulatorOptions.defaults().withServices("contoso").withEmpty(true).withState(state);
    try (Rig rig = Rig.of(Emulator.start(options))) {
      rig.publish(sample(), "contoso", PlanOptions.defaults());
    }
    for (String path : List.of("allPolicies", "**/wikis")) {
      try (Rig rig =
          Rig.of(
              Emulator.start(options.withFaults("rate=1,kinds=403,methods=GET,paths=" + path)))) {
        ArtefactFolder.at(less).write(rig.read("contoso").snapshot().map(Resource::withoutSecrets));
        assertThat(Rig.files(less)).as(path).isEqualTo(Rig.files(full));
      }
    }
  }
}
