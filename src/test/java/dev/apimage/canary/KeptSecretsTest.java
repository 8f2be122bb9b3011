package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Change;
import dev.apimage.plan.FieldChange;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import dev.apimage.secret.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target's secrets, by the table of kinds: what a publish does to each position whose value the
 * folder does not have, or has another one for. Judged by what the emulator keeps, not by what it
 * shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptSecretsTest {
  private static final String SERVICE = "target";
  private static final int PUBLISHES = 10;

  private final Canaries canaries = new Canaries(31);
  private Path temp;
  private Path filled;
  private Snapshot image;
  private Stored before;
  private final Set<Positions.Place> shown = new HashSet<>();

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    temp = folder;
    filled = temp.resolve("filled.state");
    try (Emulator emulator = Emulator.start(options(filled))) {
      Admin admin = new Admin(emulator.uri(), SERVICE);
      Filling.positions(admin, canaries);
      Filling.texts(admin, canaries);
      Rig.of(emulator).extract(SERVICE, temp.resolve("image"), Kind.options());
      for (Positions.Place place : Positions.all()) {
        String answer = admin.get(RestPath.of(place.address())).toString();
        if (!new Hunt(of(place)).in(answer).isEmpty()) {
          shown.add(place);
        }
      }
    }
    image = ArtefactFolder.at(temp.resolve("image")).read().orThrow().snapshot();
    before = Stored.of(filled, SERVICE);
  }

  private List<Canaries.Canary> of(Positions.Place place) {
    return canaries.all().stream().filter(c -> c.where().equals(place.toString())).toList();
  }

  private static EmulatorOptions options(Path state) {
    return EmulatorOptions.defaults().withServices(SERVICE).withState(state);
  }

  /** The target as it was filled, with a state file of its own. */
  private Path target(String name) throws IOException {
    return Files.copy(filled, temp.resolve(name + ".state"), StandardCopyOption.REPLACE_EXISTING);
  }

  private Stream<Positions.Place> hidden() {
    return Positions.all().stream().filter(place -> !shown.contains(place));
  }

  private static SecretKey key(Positions.Place place) {
    return new SecretKey(place.at(), "");
  }

  /** A value for each of these places that the target does not have, by place. */
  private Map<Positions.Place, String> others(Stream<Positions.Place> places, long seed) {
    Canaries fresh = new Canaries(seed);
    Map<Positions.Place, String> values = new LinkedHashMap<>();
    places.forEach(place -> values.put(place, Positions.value(place, fresh)));
    return values;
  }

  private Snapshot supplied(Map<Positions.Place, String> values) {
    return image.map(
        resource -> {
          Map<String, Secret> secrets = new HashMap<>(resource.secrets());
          values.forEach(
              (place, value) -> {
                if (place.address().equals(resource.address())) {
                  secrets.put(key(place).toString(), new Secret(value));
                }
              });
          return resource.withSecrets(secrets);
        });
  }

  private static PlanOptions writing(BiPredicate<Address, SecretKey> which) {
    PlanOptions plain = PlanOptions.defaults();
    return new PlanOptions(
        plain.prune(),
        plain.maxDeletes(),
        plain.owned(),
        which,
        plain.missingOwner(),
        plain.facts());
  }

  @Test
  void everyPositionOfEveryRowIsThere() {
    assertThat(Positions.withoutBody()).isEmpty();
    assertThat(image.resources().keySet())
        .containsAll(Positions.all().stream().map(Positions.Place::address).toList());
    for (Positions.Place place : Positions.all()) {
      assertThat(new Hunt(of(place)).in(before.at(place.address(), place.at())))
          .as("%s is kept by the service", place)
          .isNotEmpty();
    }
    assertThat(hidden()).isNotEmpty();
    assertThat(shown).isNotEmpty();
  }

  /** Whether a change of anything in a resource may go out without its hidden secrets. */
  private boolean canBeChangedAlone(Address address) {
    boolean hides = hidden().anyMatch(place -> place.address().equals(address));
    return !hides || Unrelated.takesPatch(address);
  }

  @TestFactory
  Stream<DynamicTest> whatTheFolderLacksOutlivesTenPublishes() throws IOException {
    Path state = target("ten");
    List<Stored> after = new ArrayList<>();
    for (int n = 1; n <= PUBLISHES; n++) {
      after.add(published(state, n));
    }
    Stream<DynamicTest> positions =
        Positions.all().stream()
            .map(
                place ->
                    dynamicTest(
                        place.toString(),
                        () ->
                            assertThat(after)
                                .extracting(s -> s.at(place.address(), place.at()))
                                .containsOnly(before.at(place.address(), place.at()))));
    Stream<DynamicTest> texts =
        Guises.all(new Canaries(0)).stream()
            .map(guise -> dynamicTest(guise.toString(), () -> hasItsLiterals(guise, after)));
    return Stream.concat(positions, texts);
  }

  private Stored published(Path state, int n) throws IOException {
    try (Emulator emulator = Emulator.start(options(state))) {
      Snapshot desired = image.map(r -> canBeChangedAlone(r.address()) ? changed(r, n) : r);
      Outcome outcome = Rig.of(emulator).publish(desired, SERVICE, PlanOptions.defaults());
      assertThat(outcome.failed()).isEmpty();
      assertThat(outcome.done())
          .extracting(Change::address)
          .containsAll(
              Positions.all().stream()
                  .filter(place -> canBeChangedAlone(place.address()))
                  .filter(place -> !Unrelated.properties(place.kind()).isEmpty())
                  .map(Positions.Place::address)
                  .toList());
      Plan again = Rig.of(emulator).plan(desired, SERVICE, PlanOptions.defaults());
      assertThat(again.changes()).as("after publish %d", n).isEmpty();
    }
    return Stored.of(state, SERVICE);
  }

  private static Resource changed(Resource resource, int n) {
    return Unrelated.changed(resource, n);
  }

  private void hasItsLiterals(Guises.Guise guise, List<Stored> after) {
    List<Canaries.Canary> canary =
        canaries.all().stream()
            .filter(c -> c.where().equals(guise.name() + " in " + guise.address()))
            .toList();
    Hunt hunt = new Hunt(canary);
    assertThat(hunt.in(before.of(guise.address()).toString())).isNotEmpty();
    for (Stored stored : after) {
      assertThat(hunt.in(stored.of(guise.address()).toString()))
          .isEqualTo(hunt.in(before.of(guise.address()).toString()));
    }
  }

  /** Kinds of which nothing can be sent without everything. */
  @Test
  void aChangeThatNeedsAHiddenSecretAndHasNoSourceFailsThePlanAndNamesIt() throws IOException {
    Path state = target("needed");
    List<Address> whole =
        hidden()
            .map(Positions.Place::address)
            .filter(address -> !Unrelated.takesPatch(address))
            .filter(address -> !Unrelated.properties(Kind.require(address)).isEmpty())
            .distinct()
            .toList();
    Map<Positions.Place, String> others = others(hidden(), 32);
    try (Emulator emulator = Emulator.start(options(state))) {
      Rig rig = Rig.of(emulator);
      for (Address address : whole) {
        Plan plan =
            rig.plan(
                image.map(r -> r.address().equals(address) ? changed(r, 1) : r),
                SERVICE,
                PlanOptions.defaults());
        hidden()
            .filter(place -> place.address().equals(address))
            .forEach(
                place ->
                    assertThat(plan.problems())
                        .filteredOn(Problem::isError)
                        .anyMatch(p -> says(p, address + "#" + place.at())));
        Snapshot supplied =
            supplied(others).map(r -> r.address().equals(address) ? changed(r, 1) : r);
        assertThat(rig.publish(supplied, SERVICE, PlanOptions.defaults()).failed()).isEmpty();
      }
    }
    Stored after = Stored.of(state, SERVICE);
    hidden()
        .forEach(
            place ->
                assertThat(after.at(place.address(), place.at()))
                    .as(place.toString())
                    .isEqualTo(
                        whole.contains(place.address())
                            ? others.get(place)
                            : before.at(place.address(), place.at())));
  }

  private static boolean says(Problem problem, String place) {
    return (problem.text() + problem.advice()).contains(place);
  }

  /** A PATCH of a part sends that part whole. */
  @Test
  void soDoesAChangeBesideAHiddenSecret() throws IOException {
    Address logger = Address.of("loggers", "canary-0");
    Position beside = Position.parse("credentials.endpointAddress");
    Path state = target("beside");
    try (Emulator emulator = Emulator.start(options(state))) {
      Plan plan =
          Rig.of(emulator)
              .plan(
                  image.map(
                      r -> {
                        if (!r.address().equals(logger)) {
                          return r;
                        }
                        ObjectNode body = r.copyBody();
                        beside.set(body, body.textNode("https://other.invalid"));
                        return r.withBody(body);
                      }),
                  SERVICE,
                  PlanOptions.defaults());
      assertThat(plan.problems())
          .filteredOn(Problem::isError)
          .anyMatch(p -> says(p, logger + "#credentials.connectionString"));
    }
    assertThat(Stored.of(state, SERVICE).of(logger)).isEqualTo(before.of(logger));
  }

  @Test
  void anotherValueForWhatIsHiddenIsSaidAndNotSent() throws IOException {
    Path state = target("hidden");
    Map<Positions.Place, String> others = others(hidden(), 33);
    try (Emulator emulator = Emulator.start(options(state))) {
      Rig rig = Rig.of(emulator);
      Plan plan = rig.plan(supplied(others), SERVICE, PlanOptions.defaults());
      assertThat(plan.changes()).isEmpty();
      assertThat(plan.problems()).isEmpty();
      assertThat(plan.notCompared()).isEqualTo(others.size());
      int count = emulator.requests().size();
      rig.publish(supplied(others), SERVICE, PlanOptions.defaults());
      assertThat(rig.writesSince(count)).isEmpty();
    }
    Stored after = Stored.of(state, SERVICE);
    others.forEach(
        (place, value) ->
            assertThat(after.at(place.address(), place.at()))
                .as(place.toString())
                .isEqualTo(before.at(place.address(), place.at())));
  }

  @TestFactory
  Stream<DynamicTest> itIsSentOnceWhenThatIsAsked() {
    return hidden().map(place -> dynamicTest(place.toString(), () -> isSentOnce(place)));
  }

  private void isSentOnce(Positions.Place place) throws IOException {
    Path state = target("once");
    Map<Positions.Place, String> others = others(hidden(), 34);
    PlanOptions asked =
        writing((address, key) -> address.equals(place.address()) && key.equals(key(place)));
    try (Emulator emulator = Emulator.start(options(state))) {
      Rig rig = Rig.of(emulator);
      Plan plan = rig.plan(supplied(others), SERVICE, asked);
      assertThat(plan.problems()).isEmpty();
      assertThat(plan.changes()).extracting(Change::address).containsExactly(place.address());
      assertThat(plan.changes().get(0).fields())
          .singleElement()
          .satisfies(field -> isTheSecret(field, place));
      int count = emulator.requests().size();
      assertThat(rig.publish(supplied(others), SERVICE, asked).failed()).isEmpty();
      assertThat(rig.writesSince(count)).extracting(LoggedRequest::method).hasSize(1);
      Plan again = rig.plan(supplied(others), SERVICE, PlanOptions.defaults());
      assertThat(again.changes()).isEmpty();
    }
    Stored after = Stored.of(state, SERVICE);
    for (Positions.Place each : Positions.all()) {
      String now = after.at(each.address(), each.at());
      String then = before.at(each.address(), each.at());
      if (each.equals(place)) {
        assertThat(now).isEqualTo(others.get(place));
      } else if (goesWith(each, place)) {
        assertThat(now).as(each.toString()).isIn(then, others.get(each));
      } else {
        assertThat(now).as(each.toString()).isEqualTo(then);
      }
    }
  }

  private static void isTheSecret(FieldChange field, Positions.Place place) {
    assertThat(field.position()).isEqualTo(place.at());
    assertThat(field.secret()).isTrue();
  }

  /** What has to be sent too: all of the same part, or of a kind that knows no parts. */
  private static boolean goesWith(Positions.Place each, Positions.Place place) {
    return each.address().equals(place.address())
        && (!Unrelated.takesPatch(place.address())
            || each.at().steps().get(0).equals(place.at().steps().get(0)));
  }

  @TestFactory
  Stream<DynamicTest> anotherValueForWhatIsShownIsSent() {
    return Positions.all().stream()
        .filter(shown::contains)
        .map(place -> dynamicTest(place.toString(), () -> isSent(place)));
  }

  private void isSent(Positions.Place place) throws IOException {
    Path state = target("shown");
    Map<Positions.Place, String> other = others(Stream.of(place), 35);
    Map<Positions.Place, String> same = new HashMap<>();
    // What is hidden beside it goes out with it, so that its value must be known.
    List<Positions.Place> beside = hidden().filter(each -> goesWith(each, place)).toList();
    beside.forEach(each -> same.put(each, before.at(each.address(), each.at())));
    try (Emulator emulator = Emulator.start(options(state))) {
      Rig rig = Rig.of(emulator);
      Plan without = rig.plan(supplied(other), SERVICE, PlanOptions.defaults());
      assertThat(without.hasErrors()).isEqualTo(!beside.isEmpty());
      for (Positions.Place each : beside) {
        assertThat(without.problems()).anyMatch(p -> says(p, place.address() + "#" + each.at()));
      }
      other.putAll(same);
      same.put(place, before.at(place.address(), place.at()));
      assertThat(rig.plan(supplied(same), SERVICE, PlanOptions.defaults()).changes()).isEmpty();
      Plan plan = rig.plan(supplied(other), SERVICE, PlanOptions.defaults());
      assertThat(plan.changes()).extracting(Change::address).containsExactly(place.address());
      assertThat(plan.changes().get(0).fields())
          .singleElement()
          .satisfies(field -> isTheSecret(field, place));
      assertThat(plan.toString()).doesNotContain(other.get(place));
      assertThat(rig.publish(supplied(other), SERVICE, PlanOptions.defaults()).failed()).isEmpty();
      assertThat(rig.plan(supplied(other), SERVICE, PlanOptions.defaults()).changes()).isEmpty();
    }
    Stored after = Stored.of(state, SERVICE);
    for (Positions.Place each : Positions.all()) {
      assertThat(after.at(each.address(), each.at()))
          .as(each.toString())
          .isEqualTo(each.equals(place) ? other.get(place) : before.at(each.address(), each.at()));
    }
  }

  @Test
  void anotherValueForWhatIsTypedIntoATextReplacesNothingElse() throws IOException {
    Path state = target("typed");
    Canaries fresh = new Canaries(36);
    Snapshot desired =
        image.map(
            resource ->
                resource.withSecrets(
                    SecretKey.in(resource.body()).stream()
                        .filter(key -> !key.id().isEmpty())
                        .collect(
                            Collectors.toMap(
                                SecretKey::toString,
                                key -> new Secret(fresh.plain(resource.address() + "#" + key))))));
    List<Address> typed = Guises.all(new Canaries(0)).stream().map(Guises.Guise::address).toList();
    Map<Address, Map<String, Secret>> literals = new HashMap<>();
    try (Emulator emulator = Emulator.start(options(state))) {
      Rig rig = Rig.of(emulator);
      rig.read(SERVICE).snapshot().stream().forEach(r -> literals.put(r.address(), r.secrets()));
      Plan plan = rig.plan(desired, SERVICE, PlanOptions.defaults());
      assertThat(plan.changes())
          .extracting(Change::address)
          .containsExactlyInAnyOrderElementsOf(typed);
      assertThat(rig.publish(desired, SERVICE, PlanOptions.defaults()).failed()).isEmpty();
      assertThat(rig.plan(desired, SERVICE, PlanOptions.defaults()).changes()).isEmpty();
    }
    Stored after = Stored.of(state, SERVICE);
    for (Address address : typed) {
      String expected = before.of(address).toString();
      Map<String, Secret> mine = desired.at(address).orElseThrow().secrets();
      for (Map.Entry<String, Secret> literal : literals.get(address).entrySet()) {
        String old = literal.getValue().reveal();
        assertThat(expected).as(address.toString()).contains(json(old));
        expected = expected.replace(json(old), mine.get(literal.getKey()).reveal());
      }
      assertThat(after.of(address)).isEqualTo(new ObjectMapper().readTree(expected));
    }
  }

  private static String json(String text) {
    String quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }
}
