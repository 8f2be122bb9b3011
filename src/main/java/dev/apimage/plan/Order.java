package dev.apimage.plan;

import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.text.References;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts changes in an order: what is referred to comes first, by kind and then by the instances' own
 * references; deletes come last and the other way round.
 */
final class Order {
  private final Map<Address, Change> changes;
  private final Map<Address, Set<Address>> after = new HashMap<>();
  private final List<Problem> problems;
  private final Set<Address> open = new HashSet<>();
  private final LinkedHashSet<Address> done = new LinkedHashSet<>();

  private Order(Map<Address, Change> changes, List<Problem> problems) {
    this.changes = changes;
    this.problems = problems;
  }

  static List<Change> of(
      Map<Address, Change> changes,
      References references,
      Map<Address, Set<Address>> firsts,
      List<Problem> problems) {
    Order order = new Order(changes, problems);
    for (Change change : changes.values()) {
      order.edges(change, references, firsts);
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
      for (References.To to : references.of(change.actual().orElseThrow())) {
        Change other = changes.get(to.target());
        if (other != null && other.action() == Action.DELETE) {
          add(to.target(), change.address());
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
      problems.add(
          Problem.error(
                  Code.MISSING_REFERENCE,
                  address + " refers to itself by way of others, so that none can come first")
              .advise("Take one of the references out."));
      return;
    }
    for (Address first : after.getOrDefault(address, Set.of()).stream().sorted().toList()) {
      visit(first);
    }
    open.remove(address);
    done.add(address);
  }
}
