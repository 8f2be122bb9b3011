package dev.apimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.kind.Kind;
import dev.apimage.prove.SecretFetcher;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the doors between them, as CONTRIBUTING.md draws them. */
class RoomsTest {
  private static final String ROOT = "dev.apimage";

  /** Each row may know the rows before it, but not its own neighbours. */
  private static final List<Set<String>> ROWS =
      List.of(
          Set.of("model"),
          Set.of("kind"),
          Set.of("text"),
          Set.of("secret"),
          Set.of("folder", "apiops", "azure", "plan", "check"),
          Set.of("extract", "publish", "keys", "prove"),
          Set.of("report"),
          Set.of("cli"));

  private static final String EMULATOR = "emulator";

  /** Where a kind is a special case; everything else asks the row. */
  private static final Map<String, Set<Kind>> SPECIAL_CASES =
      Map.ofEntries(
          Map.entry("text.KindSchema", Set.of(Kind.OPERATION)),
          Map.entry("apiops.SharedPaths", Set.of(Kind.API)),
          Map.entry(
              "azure.ServiceReader", Set.of(Kind.API, Kind.API_REVISION, Kind.POLICY, Kind.USER)),
          Map.entry("extract.Documents", Set.of(Kind.API_SCHEMA, Kind.OPERATION)),
          Map.entry("check.Lifting", Set.of(Kind.NAMED_VALUE)),
          Map.entry("check.NestedFragments", Set.of(Kind.POLICY_FRAGMENT)),
          Map.entry(
              "plan.Leftovers",
              Set.of(Kind.API, Kind.API_RELEASE, Kind.PRODUCT, Kind.SUBSCRIPTION)),
          Map.entry(
              "text.References",
              Set.of(
                  Kind.AUTHORIZATION,
                  Kind.AUTHORIZATION_PROVIDER,
                  Kind.BACKEND,
                  Kind.CERTIFICATE,
                  Kind.LOGGER,
                  Kind.NAMED_VALUE,
                  Kind.POLICY_FRAGMENT,
                  Kind.SCHEMA)),
          Map.entry("plan.People", Set.of(Kind.SUBSCRIPTION, Kind.USER)),
          Map.entry("plan.PlanOptions", Set.of(Kind.USER)),
          Map.entry(
              "plan.Revisions",
              Set.of(Kind.API, Kind.API_REVISION, Kind.API_SCHEMA, Kind.OPERATION, Kind.POLICY)),
          Map.entry("plan.RevisionSwitch", Set.of(Kind.API_REVISION)),
          Map.entry("plan.Consents", Set.of(Kind.AUTHORIZATION)),
          Map.entry("plan.Specifications", Set.of(Kind.API_SCHEMA, Kind.OPERATION)),
          Map.entry("plan.SubscriptionLimits", Set.of(Kind.SUBSCRIPTION)),
          Map.entry("plan.Subscriptions", Set.of(Kind.SUBSCRIPTION, Kind.USER)),
          Map.entry("plan.Uniqueness", Set.of(Kind.API)),
          Map.entry("plan.Renames", Set.of(Kind.NAMED_VALUE)),
          Map.entry("publish.ApiWrites", Set.of(Kind.API_REVISION, Kind.OPERATION)),
          Map.entry(
              "publish.Applier",
              Set.of(Kind.API, Kind.API_REVISION, Kind.PRODUCT, Kind.SUBSCRIPTION)),
          Map.entry("publish.ByProducts", Set.of(Kind.API, Kind.PRODUCT, Kind.SUBSCRIPTION)));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> allowed = new HashMap<>();
    Set<String> before = new TreeSet<>();
    for (Set<String> row : ROWS) {
      row.forEach(room -> allowed.put(room, new TreeSet<>(before)));
      before.addAll(row);
    }
    allowed.get("cli").add(EMULATOR);
    allowed.put(EMULATOR, Set.of());
    return allowed;
  }

  /** The room of a class; empty for what is not ours. */
  private static String room(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }

  @Test
  void aRoomKnowsOnlyTheRoomsBeforeIt() {
    Map<String, Set<String>> allowed = allowed();
    assertThat(CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet()))
        .as("one level of packages, all of them drawn")
        .isSubsetOf(allowed.keySet());
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(RoomsTest::leavesItsRoom)
                .filter(
                    d -> !allowed.get(room(d.getOriginClass())).contains(room(d.getTargetClass())))
                .map(Dependency::getDescription))
        .isEmpty();
  }

  private static boolean leavesItsRoom(Dependency dependency) {
    String to = room(dependency.getTargetClass());
    return !to.isEmpty() && !to.equals(room(dependency.getOriginClass()));
  }

  @Test
  void noTwoRoomsNeedEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsATerminal() {
    ArchRule streams =
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(System.class, "console")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");
    streams.check(CLASSES);
  }

  @Test
  void onlyTheCommandLineKnowsPicocliAndOnlyAzureSendsRequests() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".azure..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.azure..", "java.net.http..")
        .check(CLASSES);
  }

  /** Who can fetch a key, and who can read a vault. */
  @Test
  void onlyKeysAsksForKeysAndOnlyPlansAndKeysForVaults() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".azure..", ROOT + ".keys..")
        .should()
        .callMethod(SubscriptionKeys.class, "fetch", String.class)
        .orShould()
        .callMethod(
            SubscriptionKeys.class, "regenerate", String.class, SubscriptionKeys.Which.class)
        .check(CLASSES);
    assertThat(
            CLASSES.stream()
                .filter(type -> calls(type, "keys") || calls(type, "vaults"))
                .map(RoomsTest::place))
        .containsExactlyInAnyOrder(
            "cli.KeysDeliverCommand",
            "cli.KeysRotateCommand",
            "cli.VaultOptions",
            "cli.VaultSecrets");
  }

  /** Who can fetch all secrets of a service, to look for them. */
  @Test
  void onlyAProofFetchesSecrets() {
    assertThat(CLASSES.stream().filter(type -> calls(type, "secrets")).map(RoomsTest::place))
        .containsExactly("prove.SecretFetcher");
    assertThat(
            CLASSES.stream()
                .filter(type -> !room(type).equals("prove"))
                .filter(
                    type ->
                        type.getMethodCallsFromSelf().stream()
                            .anyMatch(
                                call -> call.getTargetOwner().isEquivalentTo(SecretFetcher.class)))
                .map(RoomsTest::place))
        .containsExactlyInAnyOrder("cli.Demo", "cli.ProveCommand");
  }

  private static boolean calls(JavaClass type, String method) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(ArmConnection.class)
                    && call.getName().equals(method));
  }

  @Test
  void planAndCheckKnowNeitherDiskNorNetwork() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".plan..", ROOT + ".check..", ROOT + ".model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void aKindIsNamedOnlyWhereItIsASpecialCase() {
    Map<String, Set<Kind>> named = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      if (!room(type).equals("kind")) {
        constants(type)
            .forEach(kind -> named.computeIfAbsent(place(type), p -> new TreeSet<>()).add(kind));
      }
    }
    assertThat(named).containsExactlyInAnyOrderEntriesOf(new TreeMap<>(SPECIAL_CASES));
  }

  private static Stream<Kind> constants(JavaClass type) {
    return type.getFieldAccessesFromSelf().stream()
        .map(JavaFieldAccess::getTarget)
        .filter(field -> field.getOwner().isEquivalentTo(Kind.class))
        .flatMap(f -> Arrays.stream(Kind.values()).filter(k -> k.name().equals(f.getName())));
  }

  /** The room and outermost class of a class. */
  private static String place(JavaClass type) {
    String name = type.getName().substring(ROOT.length() + 1);
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    for (String room : CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet())) {
      assertThat(java.nio.file.Path.of("src/main/java/dev/apimage", room, "package-info.java"))
          .exists();
    }
  }
}
