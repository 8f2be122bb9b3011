package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.secret.HolePlaces;
import dev.apimage.secret.HolePlaces.Place;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds which literal of the target belongs into which placeholder of the folder's texts. Ids are
 * made of the place where a literal stands, so where a text was changed on either side they may no
 * longer meet, and of several literals in places of one structure only the number tells which is
 * which. In order, the more certain first:
 *
 * <ol>
 *   <li>equal ids of a structure that stands once on both sides;
 *   <li>a placeholder whose text was changed in the folder: the target's only literal in a place of
 *       the structure that it has now;
 *   <li>the same tags around it, conditions included, that no other placeholder has around it;
 *   <li>within these the same words, as many as it takes;
 *   <li>of as many placeholders of one structure on both sides, the only one that is left;
 *   <li>a statement or condition that was changed on the target: the texts' difference.
 * </ol>
 *
 * <p>What remains has no value from the target: to guess would send a secret to where it does not
 * belong.
 */
final class Alignment {
  private static final List<Integer> REACHES = List.of(Integer.MAX_VALUE, 256, 96, 48, 24, 12);

  /** How many equal words a hole needs on either side where its structure has changed. */
  private static final int NEAR = 3;

  private final Resource desired;
  private final Resource actual;
  private final Map<String, Place> mine;
  private final Map<String, Place> theirs;
  private final Map<String, String> bound = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Alignment(Resource desired, Resource actual) {
    this.desired = desired;
    this.actual = actual;
    this.mine = HolePlaces.of(desired.address(), desired.body());
    this.theirs = HolePlaces.of(actual.address(), actual.body());
  }

  /**
   * The target's resource with the folder's ids for its literals.
   *
   * @param desired the folder's, in whose texts placeholders may have kept older ids
   * @param actual the target's, withheld by the rules of today
   */
  static Resource of(Resource desired, Resource actual) {
    Alignment alignment = new Alignment(desired, actual);
    if (alignment.mine.isEmpty() || alignment.theirs.isEmpty()) {
      return actual;
    }
    alignment.byId();
    alignment.byPlace();
    alignment.byTags();
    alignment.bySurroundings();
    alignment.byElimination();
    alignment.byDifference();
    return alignment.renamed();
  }

  private static String group(String id) {
    int dash = id.indexOf('-');
    return dash < 0 ? id : id.substring(0, dash);
  }

  private void bind(String hole, String literal) {
    if (!bound.containsKey(hole) && taken.add(literal)) {
      bound.put(hole, literal);
    }
  }

  private List<String> open(Map<String, Place> places, Predicate<String> which) {
    boolean folder = places == mine;
    return places.keySet().stream()
        .filter(id -> !(folder ? bound.containsKey(id) : taken.contains(id)))
        .filter(which)
        .toList();
  }

  private static long count(Map<String, Place> places, Predicate<String> which) {
    return places.keySet().stream().filter(which).count();
  }

  private void byId() {
    for (String id : mine.keySet()) {
      Predicate<String> same = other -> group(other).equals(group(id));
      if (theirs.containsKey(id) && count(mine, same) == 1 && count(theirs, same) == 1) {
        bind(id, id);
      }
    }
  }

  private void byPlace() {
    for (String id : open(mine, i -> true)) {
      String structure = mine.get(id).structure();
      List<String> there = open(theirs, other -> group(other).equals(structure));
      boolean only =
          count(mine, other -> mine.get(other).structure().equals(structure)) == 1
              && count(mine, other -> group(other).equals(structure)) == 0
              && count(theirs, other -> group(other).equals(structure)) == 1;
      if (only && there.size() == 1) {
        bind(id, there.get(0));
      }
    }
  }

  private Set<Position> positions() {
    Set<Position> positions = new LinkedHashSet<>();
    open(mine, id -> true).forEach(id -> positions.add(mine.get(id).position()));
    return positions;
  }

  private static HoleText text(Resource resource, Position position) {
    return HoleText.of(position.in(resource.body()).asText());
  }

  private void bySurroundings() {
    for (Position position : positions()) {
      HoleText here = text(desired, position);
      HoleText there = text(actual, position);
      for (int reach : REACHES) {
        Map<List<String>, List<String>> around = around(here, reach);
        Map<List<String>, List<String>> others = around(there, reach);
        around.forEach(
            (words, holes) -> {
              List<String> literals = others.getOrDefault(words, List.of());
              if (holes.size() == 1 && literals.size() == 1) {
                bindAlike(holes.get(0), literals.get(0));
              }
            });
      }
    }
  }

  private static Map<List<String>, List<String>> around(HoleText text, int reach) {
    Map<List<String>, List<String>> around = new HashMap<>();
    text.holes()
        .forEach(
            (at, id) ->
                around.computeIfAbsent(text.around(at, reach), w -> new ArrayList<>()).add(id));
    return around;
  }

  /** Words alone do not tell a header of one request or branch from that of another. */
  private void bindAlike(String hole, String literal) {
    Place here = mine.get(hole);
    Place there = theirs.get(literal);
    if (here.carrier().equals(there.carrier()) && here.tags().equals(there.tags())) {
      bind(hole, literal);
    }
  }

  /** Conditions and all, what is around a literal is the same on both sides, and only there. */
  private void byTags() {
    for (String id : open(mine, i -> !mine.get(i).tags().isEmpty())) {
      Place here = mine.get(id);
      Predicate<Place> same =
          other -> other.tags().equals(here.tags()) && other.structure().equals(here.structure());
      List<String> there = open(theirs, other -> same.test(theirs.get(other)));
      if (count(mine, other -> same.test(mine.get(other))) == 1
          && count(theirs, other -> same.test(theirs.get(other))) == 1
          && there.size() == 1) {
        bind(id, there.get(0));
      }
    }
  }

  private void byElimination() {
    for (String id : open(mine, i -> true)) {
      Predicate<String> same = other -> group(other).equals(group(id));
      List<String> there = open(theirs, same);
      if (count(mine, same) == count(theirs, same)
          && open(mine, same).size() == 1
          && there.equals(List.of(id))) {
        bind(id, id);
      }
    }
  }

  private void byDifference() {
    for (Position position : positions()) {
      HoleText here = text(desired, position);
      HoleText there = text(actual, position);
      if (here.holes().isEmpty() || there.holes().isEmpty()) {
        continue;
      }
      List<AbstractDelta<String>> chunks =
          DiffUtils.diff(here.words(), there.words(), true).getDeltas();
      for (AbstractDelta<String> chunk : chunks) {
        if (chunk.getType() == DeltaType.EQUAL) {
          int from = chunk.getSource().getPosition();
          int shift = chunk.getTarget().getPosition() - from;
          here.holes()
              .subMap(from + NEAR, Math.max(from + NEAR, from + chunk.getSource().size() - NEAR))
              .forEach((at, id) -> alone(id, there.holes().get(at + shift)));
        }
      }
    }
  }

  /** Where a carrier holds several, an equal stretch of text may be that of another one. */
  private void alone(String hole, String literal) {
    if (literal == null || !nested(mine.get(hole), theirs.get(literal))) {
      return;
    }
    String carrier = mine.get(hole).carrier();
    if (open(mine, id -> mine.get(id).carrier().equals(carrier)).equals(List.of(hole))
        && open(theirs, id -> theirs.get(id).carrier().equals(carrier)).equals(List.of(literal))) {
      bind(hole, literal);
    }
  }

  /** True if one may have come from the other by a condition that was put around it. */
  private static boolean nested(Place here, Place there) {
    return !here.structure().equals(there.structure())
        && (isWithin(here.tags(), there.tags()) || isWithin(there.tags(), here.tags()));
  }

  private static boolean isWithin(List<String> some, List<String> all) {
    int at = 0;
    for (String tag : all) {
      if (at < some.size() && some.get(at).equals(tag)) {
        at++;
      }
    }
    return at == some.size();
  }

  private Resource renamed() {
    Map<String, String> names = new HashMap<>();
    bound.forEach((hole, literal) -> names.put(literal, hole));
    Set<String> used = new HashSet<>(mine.keySet());
    used.addAll(theirs.keySet());
    for (String literal : theirs.keySet()) {
      if (!names.containsKey(literal) && mine.containsKey(literal)) {
        String free = literal;
        for (int i = 2; !used.add(free); i++) {
          free = group(literal) + "-" + i;
        }
        names.put(literal, free);
      }
    }
    ObjectNode body = Tokens.renamed(actual.body(), id -> names.getOrDefault(id, id));
    Map<String, Secret> secrets = new HashMap<>();
    actual.secrets().forEach((key, value) -> secrets.put(names.getOrDefault(key, key), value));
    return actual.withBody(body).withSecrets(secrets);
  }
}
