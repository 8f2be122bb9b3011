package dev.apimage.report;

import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Rotation;
import dev.apimage.keys.Subscription;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to tell of keys, in Markdown. */
final class MarkdownKeys {
  private final Header header;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownKeys(Header header) {
    this.header = header;
  }

  String list(KeyList keys) {
    String count = Totals.count(keys.subscriptions().size(), "subscription");
    page.put(MarkdownPlan.heading(header, count));
    page.put("| " + String.join(" | ", KeyReports.COLUMNS) + " |\n");
    page.put("|" + " --- |".repeat(KeyReports.COLUMNS.size()) + "\n");
    for (Subscription subscription : keys.subscriptions()) {
      String cells =
          KeyReports.cells(keys, subscription).stream()
              .map(Markdown::cell)
              .collect(Collectors.joining(" | "));
      page.add("| " + cells + " |\n", "subscription");
    }
    return page.toString();
  }

  String rotation(Rotation rotation) {
    page.put(MarkdownPlan.heading(header, KeyReports.totals(rotation)));
    String next = KeyReports.next(header, rotation);
    if (!rotation.isComplete()) {
      page.put(
          "> [!WARNING]\n> **Not every key was renewed.** To go on: "
              + Markdown.code(next)
              + "\n\n");
    } else if (!next.isEmpty()) {
      page.put(
          "Next, once consumers use their new secondary keys: " + Markdown.code(next) + "\n\n");
    }
    failures(rotation.failed());
    page.list(
        KeyReports.title(rotation) + ", in the Key Vault " + rotation.receipt().vault(),
        rotation.receipt().entries(),
        entry -> Markdown.code(KeyReports.line(entry)),
        "subscription");
    return page.toString();
  }

  String delivery(Delivery delivery) {
    page.put(MarkdownPlan.heading(header, KeyReports.totals(delivery)));
    if (!delivery.isComplete()) {
      page.put(
          "> [!WARNING]\n> **Not every key was delivered.** To go on: "
              + Markdown.code(header.next("keys deliver"))
              + "\n\n");
    }
    failures(delivery.failed());
    page.list(
        "Secrets of the Key Vault " + delivery.vault(),
        delivery.done(),
        key -> Markdown.code(Visible.name(key.secret())) + (key.written() ? "" : " (as it was)"),
        "secret");
    return page.toString();
  }

  private void failures(List<Failure> failures) {
    failures.forEach(failure -> page.problems(failure.why()));
  }
}
