package dev.apimage.report;

import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Rotation;
import dev.apimage.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What there is to tell of keys, in text. */
final class TextKeys {
  private final Header header;
  private final View view;
  private final TextWriter out;

  TextKeys(Header header, View view) {
    this.header = header;
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String list(KeyList keys) {
    out.head(header, "of", Totals.count(keys.subscriptions().size(), "subscription"));
    List<List<String>> table = new ArrayList<>(List.of(KeyReports.COLUMNS));
    keys.subscriptions().forEach(s -> table.add(KeyReports.cells(keys, s)));
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = table.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      out.line(line.toString().stripTrailing());
    }
    if (keys.vault().isEmpty()) {
      out.gap();
      out.line("When they were renewed is in the Key Vault: --to keyvault:VAULT reads its tags.");
    }
    return out.toString();
  }

  String rotation(Rotation rotation) {
    int all = rotation.receipt().entries().size();
    out.head(header, "of", Totals.count(all, "subscription"));
    if (!view.isSummary()) {
      out.line(KeyReports.title(rotation) + ", in the Key Vault " + rotation.receipt().vault());
      rotation.receipt().entries().forEach(e -> out.line("    " + KeyReports.line(e)));
      out.gap();
    }
    failures(rotation.failed());
    out.line("Rotated: " + KeyReports.totals(rotation) + ".");
    String next = KeyReports.next(header, rotation);
    if (!next.isEmpty()) {
      String when =
          rotation.isComplete()
              ? "   (once consumers use their new secondary keys)"
              : rotation.isWaiting()
                  ? "   (once consumers have taken the key that was delivered)"
                  : "   (goes on where this one stopped)";
      out.line("Next: " + next + when);
    }
    return out.toString();
  }

  String delivery(Delivery delivery) {
    out.head(header, "of", "Key Vault " + delivery.vault());
    if (!view.isSummary()) {
      for (Delivery.Delivered key : delivery.done()) {
        if (key.written() || view.isFull()) {
          out.line("  " + (key.written() ? "+ " : "= ") + Visible.name(key.secret()));
        }
      }
      out.gap();
    }
    failures(delivery.failed());
    out.line("Delivered: " + KeyReports.totals(delivery) + ".");
    if (!delivery.isComplete()) {
      out.line("Next: " + header.next("keys deliver") + "   (writes only what is missing)");
    }
    return out.toString();
  }

  private void failures(List<Failure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    out.line("Failed:");
    for (Failure failure : failures) {
      for (Problem problem : failure.why()) {
        ProblemLines.of(problem, out.ink()).forEach(line -> out.line("  " + line));
      }
    }
    out.gap();
  }
}
