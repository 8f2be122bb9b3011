package dev.apimage.report;

import dev.apimage.model.Address;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.publish.Outcome;
import java.util.List;

/** A publish's outcome in Markdown: what went wrong first. */
final class MarkdownPublish {
  private final Header header;
  private final Plan plan;
  private final Outcome outcome;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownPublish(Header header, Plan plan, Outcome outcome) {
    this.header = header;
    this.plan = plan;
    this.outcome = Outcomes.sorted(plan, outcome);
  }

  String publish() {
    page.put(MarkdownPlan.heading(header, Totals.publish(plan, outcome)));
    if (!outcome.isComplete()) {
      page.put(
          "> [!WARNING]\n> **Not everything was published.** To go on: "
              + Markdown.code(header.publish(plan.count(Action.DELETE) > 0))
              + "\n\n");
    }
    failures("Failed", outcome.failed());
    failures("Not tried", outcome.notTried());
    newKeys(outcome.newKeys());
    page.problems(plan.problems());
    page.list(
        Totals.count(outcome.done().size(), "resource") + " done",
        outcome.done(),
        MarkdownPublish::name,
        "resource that was done");
    return page.toString();
  }

  private void failures(String title, List<Outcome.Failure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    page.put("**" + title + "**\n\n");
    for (Outcome.Failure failure : failures) {
      String partly = failure.wrote() ? " (a part of it was written)" : "";
      page.add("- " + name(failure.change()) + partly + "\n\n", "failure");
      page.problems(failure.why());
    }
  }

  private void newKeys(List<Address> subscriptions) {
    page.list(
        Totals.newKeys(subscriptions.size()),
        subscriptions,
        a -> Markdown.code(Outcomes.owned(plan, a)),
        "subscription with new keys");
    if (!subscriptions.isEmpty()) {
      page.put(
          "Next, to write the new keys into a Key Vault: "
              + Markdown.code(Outcomes.deliver(header))
              + "\n\n");
    }
  }

  private static String name(Change change) {
    return Markdown.code(Outcomes.sign(change) + " " + Visible.name(change.address().toString()));
  }
}
