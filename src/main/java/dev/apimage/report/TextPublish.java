package dev.apimage.report;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.publish.Outcome;
import java.util.List;

/** A publish's outcome in text. */
final class TextPublish {
  private final Header header;
  private final Plan plan;
  private final Outcome outcome;
  private final View view;
  private final TextWriter out;

  TextPublish(Header header, Plan plan, Outcome outcome, View view) {
    this.header = header;
    this.plan = plan;
    this.outcome = Outcomes.sorted(plan, outcome);
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String publish() {
    out.head(header, "from", Totals.count(plan.changes().size(), "change"));
    if (!view.isSummary() && !outcome.done().isEmpty()) {
      out.line("Done:");
      outcome.done().forEach(change -> out.change(bare(change)));
      out.gap();
    }
    failures("Failed:", outcome.failed());
    failures("Not tried:", outcome.notTried());
    newKeys();
    out.problems(plan.problems());
    out.line("Published: " + Totals.publish(plan, outcome) + ".");
    if (!outcome.isComplete()) {
      boolean deletes = plan.count(Action.DELETE) > 0;
      out.line("Next: " + header.publish(deletes) + "   (goes on where this one stopped)");
    } else if (!outcome.newKeys().isEmpty()) {
      out.line("Next: " + Outcomes.deliver(header) + "   (writes the new keys into a Key Vault)");
    }
    return out.toString();
  }

  private void failures(String title, List<Outcome.Failure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    out.line(title);
    for (Outcome.Failure failure : failures) {
      out.change(bare(failure.change()));
      if (failure.wrote()) {
        out.line("      a part of it was written");
      }
      for (Problem problem : failure.why()) {
        ProblemLines.of(problem, out.ink()).forEach(line -> out.line("      " + line));
      }
    }
    out.gap();
  }

  private void newKeys() {
    List<Address> keys = outcome.newKeys();
    if (!keys.isEmpty()) {
      out.line(Totals.newKeys(keys.size()) + ":");
      keys.forEach(a -> out.line("    " + Outcomes.owned(plan, a)));
      out.gap();
    }
  }

  private static ChangeView bare(Change change) {
    return ChangeView.bare(Outcomes.sign(change), change.address().toString());
  }
}
