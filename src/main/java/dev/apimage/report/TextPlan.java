package dev.apimage.report;

import dev.apimage.model.Address;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan in text, read forwards (what a publish does) or backwards (how the service drifted). */
final class TextPlan {
  private static final String LIVE = "subscriptions";

  private final Header header;
  private final Plan plan;
  private final View view;
  private final TextWriter out;

  TextPlan(Header header, Plan plan, View view) {
    this.header = header;
    this.plan = plan;
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String plan() {
    out.head(header, "from", size());
    if (!view.isSummary()) {
      ChangeReader reader = new ChangeReader(view, false);
      plan.changes().forEach(change -> out.change(reader.read(change)));
    }
    out.gap();
    kept();
    notCompared();
    out.problems(plan.problems());
    out.line("Plan: " + Totals.plan(plan) + ".");
    if (plan.hasErrors()) {
      out.line("Next: correct the errors above, then plan again");
    } else if (!plan.changes().isEmpty()) {
      out.line("Next: " + header.publish(plan.count(Action.DELETE) > 0));
    }
    return out.toString();
  }

  String verify() {
    out.head(header, "against", size());
    if (!view.isSummary()) {
      out.line("  + only in the service   ~ folder -> service   - missing in the service");
      out.gap();
      drift();
    }
    out.gap();
    notCompared();
    out.problems(plan.problems());
    out.line((plan.hasDrift() ? "Drift: " : "No drift: ") + Totals.verify(plan) + ".");
    if (plan.hasDrift()) {
      boolean prune = !Totals.onlyThere(plan).isEmpty();
      out.line("Next: " + header.publish(prune) + "   (puts the folder's state back)");
      out.line("  or: " + header.next("extract") + "   (takes the service's)");
    }
    return out.toString();
  }

  /** In address order, so that a resource stands beside what it belongs to. */
  private void drift() {
    ChangeReader reader = new ChangeReader(view, true);
    Map<Address, Change> changes =
        plan.changes().stream()
            .filter(c -> c.action() != Action.DELETE)
            .collect(Collectors.toMap(Change::address, c -> c));
    SortedMap<Address, String> only = Totals.folded(Totals.onlyThere(plan));
    Stream.concat(changes.keySet().stream(), only.keySet().stream())
        .sorted()
        .forEach(
            address ->
                out.change(
                    changes.containsKey(address)
                        ? reader.read(changes.get(address))
                        : new ChangeView('+', only.get(address), List.of(), 0)));
  }

  private String size() {
    long all = plan.changes().size() - plan.count(Action.DELETE) + plan.unchanged();
    return Totals.count(all, "resource");
  }

  private void kept() {
    List<Address> live = plan.kept().stream().filter(TextPlan::isLive).toList();
    List<Address> others = plan.kept().stream().filter(a -> !isLive(a)).toList();
    kept(others, "only in the target, kept (--prune deletes)");
    kept(live, "only in the target, kept (subscriptions are never deleted)");
  }

  private void kept(List<Address> addresses, String what) {
    if (!addresses.isEmpty()) {
      out.line(addresses.size() + " " + what + (view.isSummary() ? "" : ":"));
      if (!view.isSummary()) {
        Totals.folded(addresses).values().forEach(line -> out.line("    " + line));
      }
      out.gap();
    }
  }

  private static boolean isLive(Address address) {
    return address.collection().equals(LIVE);
  }

  private void notCompared() {
    if (plan.notCompared() > 0) {
      out.line(Totals.notCompared(plan.notCompared()));
      out.gap();
    }
  }
}
