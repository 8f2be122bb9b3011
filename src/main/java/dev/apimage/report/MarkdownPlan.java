package dev.apimage.report;

import dev.apimage.model.Address;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import java.util.List;

/** A plan, or the drift it shows, in Markdown: totals, deletes, problems, then each resource. */
final class MarkdownPlan {
  private final Header header;
  private final Plan plan;
  private final View view;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownPlan(Header header, Plan plan, View view) {
    this.header = header;
    this.plan = plan;
    this.view = view.isFull() ? view.showing(View.Detail.CHANGES) : view;
  }

  String plan() {
    page.put(heading(header, Totals.plan(plan)));
    deletes();
    page.problems(plan.problems());
    if (!view.isSummary()) {
      ChangeReader reader = new ChangeReader(view, false);
      List<ChangeView> created = read(reader, Action.CREATE);
      page.list(
          Totals.count(created.size(), "resource") + " to create",
          created,
          MarkdownChange::line,
          "resource to create");
      updates(reader, new MarkdownChange("before", "after"));
      only("only in the target, kept (--prune deletes; subscriptions never)", plan.kept());
    }
    notCompared();
    return page.toString();
  }

  String verify() {
    page.put(heading(header, Totals.verify(plan)));
    if (plan.hasDrift()) {
      page.put("> [!WARNING]\n> **The service is not what the folder says.**\n\n");
    }
    page.problems(plan.problems());
    if (!view.isSummary()) {
      ChangeReader reader = new ChangeReader(view, true);
      List<ChangeView> missing = read(reader, Action.CREATE);
      page.list(
          Totals.count(missing.size(), "resource") + " missing in the service",
          missing,
          change -> Markdown.code(change.sign() + " " + change.address()),
          "missing resource");
      updates(reader, new MarkdownChange("folder", "service"));
      only("only in the service", Totals.onlyThere(plan));
    }
    notCompared();
    return page.toString();
  }

  static String heading(Header header, String totals) {
    StringBuilder out = new StringBuilder("### apimage ").append(header.command()).append(" · ");
    if (!header.environment().isEmpty()) {
      out.append(Markdown.code(Visible.name(header.environment()))).append(" · ");
    }
    out.append(Markdown.code(Visible.name(header.service())));
    if (!header.commit().isEmpty()) {
      out.append(" · ").append(Markdown.code(Visible.name(header.commit())));
    }
    return out.append("\n\n**").append(totals).append("**\n\n").toString();
  }

  private void deletes() {
    List<ChangeView> deletes = read(new ChangeReader(view, false), Action.DELETE);
    if (!deletes.isEmpty()) {
      page.put(
          "> [!WARNING]\n> **" + Totals.count(deletes.size(), "resource") + " to delete**\n>\n");
      deletes.forEach(
          change ->
              page.add("> - " + Markdown.code(change.address()) + "\n", "resource to delete"));
      page.put("\n");
    }
  }

  private List<ChangeView> read(ChangeReader reader, Action action) {
    return plan.changes().stream().filter(c -> c.action() == action).map(reader::read).toList();
  }

  private void updates(ChangeReader reader, MarkdownChange form) {
    boolean list = false;
    for (Change change : plan.changes()) {
      if (change.action() == Action.UPDATE) {
        ChangeView seen = reader.read(change);
        boolean whole = page.add((list ? "\n" : "") + form.of(seen), "resource's detail");
        if (!whole) {
          list |= page.add(MarkdownChange.brief(seen), "resource to update");
        } else {
          list = false;
        }
      }
    }
    page.put(list ? "\n" : "");
  }

  private void only(String what, List<Address> addresses) {
    page.list(
        addresses.size() + " " + what,
        List.copyOf(Totals.folded(addresses).values()),
        Markdown::code,
        "resource of the target alone");
  }

  private void notCompared() {
    if (plan.notCompared() > 0) {
      page.put(Totals.notCompared(plan.notCompared()) + "\n");
    }
  }
}
