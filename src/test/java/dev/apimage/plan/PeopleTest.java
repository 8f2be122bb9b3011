package dev.apimage.plan;

import static dev.apimage.Made.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.PlanOptions.MissingOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same person has another name on each service; the e-mail address tells who it is. */
class PeopleTest {
  private final List<Resource> folder = new ArrayList<>();
  private final List<Resource> target = new ArrayList<>();
  private final Map<String, String> there = new TreeMap<>(Map.of("1", "admin@a.example"));
  private MissingOwner missing = MissingOwner.DROP;
  private boolean usersExcluded;

  private static Resource user(String name, String email) {
    return resource("users/" + name, "email: " + email + "\nfirstName: First\nlastName: Last");
  }

  private static Resource subscription(String name, String owner) {
    String line = owner.isEmpty() ? "" : "\nownerId: /users/" + owner;
    return resource(
        "subscriptions/" + name, "displayName: Acme\nscope: /apis\nstate: active" + line);
  }

  /** Somebody on the target, whether the target's users are compared or not. */
  private void lives(String name, String email) {
    there.put(name, email);
    target.add(user(name, email));
  }

  private Plan plan() {
    Snapshot whole = Snapshot.of(folder);
    boolean compared = folder.stream().anyMatch(r -> r.address().collection().equals("users"));
    List<Resource> read =
        target.stream().filter(r -> compared || !r.address().collection().equals("users")).toList();
    PlanOptions options =
        new PlanOptions(
                false,
                10,
                a -> !usersExcluded || !a.collection().equals("users"),
                (a, k) -> false,
                missing,
                new TargetFacts(there, List.of()))
            .withPeopleOf(whole);
    List<Resource> desired = whole.stream().filter(r -> options.owned().test(r.address())).toList();
    return Planner.plan(Snapshot.of(desired), Snapshot.of(read), options);
  }

  private static String owner(Plan plan) {
    return plan.changes().stream()
        .filter(c -> c.address().collection().equals("subscriptions"))
        .map(c -> c.sending().orElseThrow().body().path("ownerId").asText("nobody"))
        .reduce("", (a, b) -> a + b);
  }

  private static List<Code> codes(Plan plan) {
    return plan.problems().stream().map(Problem::code).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the same name, users unknown                 | anna |               | anna=x@a.example                  | /users/anna
          the same name, users unknown, another case   | Anna |               | anna=x@a.example                  | /users/Anna
          the same name and the same e-mail            | anna | anna@a.example | anna=ANNA@a.example              | /users/anna
          the same name is somebody else               | anna | anna@a.example | anna=x@a.example zed=anna@a.example | /users/zed
          another name with the same e-mail            | anna | anna@a.example | zed=Anna@A.example               | /users/zed
          nobody with that e-mail                      | anna | anna@a.example | zed=zed@a.example                | nobody
          the same name is somebody else, and no other | anna | anna@a.example | anna=x@a.example                 | nobody
          nobody with that name, users unknown         | anna |               | zed=anna@a.example                | nobody
          the administrator, whatever the e-mail       | 1    |               | zed=anna@a.example                | /users/1
          somebody who is the administrator there      | anna | admin@a.example | zed=anna@a.example              | /users/1
          """)
  void anOwnerIsFoundByNameAndElseByAddress(
      String says, String owner, String email, String people, String expected) {
    for (String one : people.split(" ", -1)) {
      lives(one.split("=", -1)[0], one.split("=", -1)[1]);
    }
    // Known to the folder, but not published to this target.
    usersExcluded = true;
    if (email != null) {
      folder.add(user(owner, email));
    }
    folder.add(subscription("s", owner));
    Plan plan = plan();
    assertThat(owner(plan)).isEqualTo(expected);
    assertThat(codes(plan))
        .isEqualTo(expected.equals("nobody") ? List.of(Code.DROPPED_OWNER) : List.of());
  }

  @Test
  void anOwnerWhomTheSamePublishMakesIsMadeFirst() {
    folder.add(user("anna", "anna@a.example"));
    folder.add(subscription("s", "anna"));
    Plan plan = plan();
    assertThat(owner(plan)).isEqualTo("/users/anna");
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.changes().get(1).after()).containsExactly(Address.parse("users/anna"));
  }

  @Test
  void aMissingOwnerIsTreatedAsOneChooses() {
    folder.add(subscription("s", "anna"));
    assertThat(codes(plan())).containsExactly(Code.DROPPED_OWNER);
    missing = MissingOwner.SKIP;
    assertThat(plan().changes()).isEmpty();
    assertThat(codes(plan())).containsExactly(Code.MISSING_OWNER);
    missing = MissingOwner.FAIL;
    assertThat(plan().hasErrors()).isTrue();
  }

  @Test
  void aSubscriptionOfTheSamePersonUnderAnotherNameIsUnchanged() {
    lives("zed", "anna@a.example");
    folder.add(user("anna", "anna@a.example"));
    folder.add(subscription("s", "anna"));
    target.add(subscription("s", "zed"));
    Plan plan = plan();
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.hasDrift()).isFalse();
    assertThat(plan.unchanged()).isEqualTo(2);
  }

  @Test
  void aSubscriptionUnderAnotherNameIsFoundByItsOwnersAddressToo() {
    lives("zed", "anna@a.example");
    folder.add(user("anna", "anna@a.example"));
    folder.add(subscription("here", "anna"));
    target.add(subscription("there", "zed"));
    assertThat(plan().changes()).isEmpty();
  }

  @Test
  void aUserUnderAnotherNameIsComparedWithTheSamePerson() {
    lives("zed", "anna@a.example");
    folder.add(resource("users/anna", "email: anna@a.example\nfirstName: Anna\nlastName: Last"));
    Plan plan = plan();
    assertThat(plan.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.address()).isEqualTo(Address.parse("users/zed"));
              assertThat(change.action()).isEqualTo(Action.UPDATE);
              assertThat(change.fields().stream().map(f -> f.position().toString()))
                  .containsExactly("firstName");
            });
  }

  @Test
  void somebodyElsesNameIsNotTakenOver() {
    lives("anna", "other@a.example");
    folder.add(user("anna", "anna@a.example"));
    folder.add(subscription("s", "anna"));
    Plan plan = plan();
    assertThat(codes(plan)).contains(Code.CLASH, Code.DROPPED_OWNER);
    assertThat(plan.changes()).noneMatch(c -> c.address().collection().equals("users"));
  }

  @Test
  void twoFilesOfOnePersonAreTold() {
    lives("zed", "anna@a.example");
    folder.add(user("anna", "anna@a.example"));
    folder.add(user("annie", "Anna@a.example"));
    folder.add(user("zed", "anna@A.example"));
    assertThat(codes(plan())).containsExactly(Code.CLASH, Code.CLASH);
    there.remove("zed");
    target.clear();
    assertThat(codes(plan())).containsExactly(Code.CLASH, Code.CLASH);
  }

  @Test
  void membersAreComparedByWhoTheyAre() {
    lives("zed", "anna@a.example");
    folder.add(user("anna", "anna@a.example"));
    folder.add(user("bert", "bert@a.example"));
    folder.add(resource("groups/g", "displayName: G\nusers: [anna, bert]"));
    target.add(resource("groups/g", "displayName: G\nusers: [zed]"));
    Plan plan = plan();
    assertThat(plan.problems()).isEmpty();
    Change group = plan.changes().get(1);
    assertThat(group.desired().orElseThrow().body().path("users"))
        .hasToString("[\"zed\",\"bert\"]");
    assertThat(group.after()).contains(Address.parse("users/bert"));
  }

  @Test
  void membersAreLeftToATargetToWhichUsersAreNotPublished() {
    lives("zed", "anna@a.example");
    lives("yan", "yan@a.example");
    usersExcluded = true;
    folder.add(user("anna", "anna@a.example"));
    folder.add(resource("groups/g", "displayName: G\nusers: [anna]"));
    target.add(resource("groups/g", "displayName: G\nusers: [yan, zed]"));
    assertThat(plan().hasDrift()).isFalse();
    assertThat(plan().unchanged()).isEqualTo(1);
  }

  @Test
  void aMemberWhomNobodyKnowsIsAMissingReference() {
    lives("zed", "zed@a.example");
    folder.add(user("zed", "zed@a.example"));
    folder.add(resource("groups/g", "displayName: G\nusers: [nobody]"));
    assertThat(codes(plan())).containsExactly(Code.MISSING_REFERENCE);
  }
}
