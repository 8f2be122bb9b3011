package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.References;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts changes in an order: what is referred to comes first, by kind and then by the instances' own
 * references; deletes come last and the other way round.
 */
final class Order {
  private final Map<Address, Change> changes;
  private final Map<Address, Set<Address>> after = new HashMap<>();
  private final List<Problem> problems;
  private final LinkedHashSet<Address> open = new LinkedHashSet<>();
  private final LinkedHashSet<Address> done = new LinkedHashSet<>();

  private Order(Map<Address, Change> changes, List<Problem> problems) {
    this.changes = changes;
    this.problems = problems;
  }

  static List<Change> of(
      Map<Address, Change> changes,
      References references,
      Snapshot actual,
      Map<Address, Set<Address>> firsts,
      List<Problem> problems) {
    Order order = new Order(changes, problems);
    for (Change change : changes.values()) {
      order.edges(change, references, firsts);
    }
    if (changes.values().stream().anyMatch(c -> c.action() == Action.DELETE)) {
      order.deletes(actual);
    }
    Comparator<Change> byKind = Comparator.comparing(Change::kind);
    changes.values().stream()
        .filter(c -> c.action() != Action.DELETE)
        .sorted(byKind.thenComparing(Change::address))
        .forEach(c -> order.visit(c.address()));
    changes.values().stream()
        .filter(c -> c.action() == Action.DELETE)
        .sorted(byKind.reversed().thenComparing(Change::address))
        .forEach(c -> order.visit(c.address()));
    List<Change> ordered = new ArrayList<>();
    order.done.forEach(
        a -> ordered.add(changes.get(a).after(order.after.getOrDefault(a, Set.of()))));
    return ordered;
  }

  private void edges(Change change, References references, Map<Address, Set<Address>> firsts) {
    if (change.action() == Action.DELETE) {
      // Which revision is current decides what an address means.
      for (Address owner = change.address(); !owner.isTop(); owner = owner.parent()) {
        if (changes.containsKey(owner.parent())) {
          add(change.address(), owner.parent());
        }
      }
      return;
    }
    for (References.To to : references.of(change.desired().orElseThrow())) {
      Change other = changes.get(to.target());
      if (other != null && other.action() != Action.DELETE) {
        add(change.address(), to.target());
      }
    }
    firsts.getOrDefault(change.address(), Set.of()).forEach(f -> add(change.address(), f));
  }

  /**
   * Nothing is deleted while something refers to it: what does so is deleted before, by itself or
   * with its owner, or refers to something else by then. Links go with either end.
   */
  private void deletes(Snapshot actual) {
    References references = new References(actual);
    for (Resource resource : actual.resources().values()) {
      Optional<Address> with = deleted(resource.address());
      boolean stays = with.isEmpty() && !changes.containsKey(resource.address());
      Address last = with.orElse(resource.address());
      for (References.To to : references.of(resource)) {
        Optional<Address> gone = isLink(resource, to) ? Optional.empty() : deleted(to.target());
        if (gone.isPresent() && stays) {
          problems.add(used(gone.get(), resource.address()));
        } else if (gone.isPresent()) {
          add(gone.get(), last);
        }
      }
    }
  }

  private static Problem used(Address gone, Address by) {
    return Problem.error(Code.CLASH, gone + " cannot be deleted while " + by + " uses it")
        .advise("Keep it under the name that it has on the target, or change what uses it first.");
  }

  /** The delete that takes a resource away: its own or that of an owner. */
  private Optional<Address> deleted(Address address) {
    Change change = changes.get(address);
    if (change != null && change.action() == Action.DELETE) {
      return Optional.of(address);
    }
    return address.isTop() ? Optional.empty() : deleted(address.parent());
  }

  private static boolean isLink(Resource resource, References.To to) {
    return Kind.require(resource.address()).links().stream()
        .map(link -> Position.ROOT.property(link.key()))
        .anyMatch(
            list -> !to.position().equals(Position.ROOT) && to.position().parent().equals(list));
  }

  private void add(Address what, Address needs) {
    if (!what.equals(needs)) {
      after.computeIfAbsent(what, a -> new HashSet<>()).add(needs);
    }
  }

  private void visit(Address address) {
    if (done.contains(address)) {
      return;
    }
    if (!open.add(address)) {
      List<Address> circle = open.stream().dropWhile(a -> !a.equals(address)).toList();
      boolean moves = circle.stream().anyMatch(a -> changes.get(a).action() == Action.DELETE);
      problems.add(
          Problem.error(
                  moves ? Code.CLASH : Code.MISSING_REFERENCE,
                  "none of these can come first, since each needs another one: "
                      + circle.stream().map(Address::toString).collect(Collectors.joining(", ")))
              .advise(
                  "Take one of the references out, or publish one of these changes by itself."));
      return;
    }
    for (Address first : after.getOrDefault(address, Set.of()).stream().sorted().toList()) {
      visit(first);
    }
    open.remove(address);
    done.add(address);
  }
}
