package dev.apimage.report;

import dev.apimage.prove.Finding;
import dev.apimage.prove.Proof;

/** Whether a folder is free of keys, in text. */
final class TextProof {
  private static final String INDENT = "    ";

  private final Proof proof;
  private final View view;
  private final TextWriter out;

  TextProof(Proof proof, View view) {
    this.proof = proof;
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String proof() {
    out.line("Looked at " + Totals.searched(proof) + ".");
    if (proof.service().isEmpty()) {
      out.line("No service was named, so only the shapes of secrets were looked for.");
    } else {
      out.line(
          "Fetched "
              + Totals.count(proof.fetched(), "secret")
              + " of "
              + Visible.name(proof.service())
              + " and looked for them:");
      proof.kinds().forEach(kind -> out.line(INDENT + Totals.kind(kind)));
    }
    out.gap();
    if (!proof.isClean() && !view.isSummary()) {
      for (Finding finding : proof.findings()) {
        out.line(Visible.name(finding.place() + "   " + finding.what()));
      }
      out.gap();
    }
    out.problems(proof.notes());
    out.line(Totals.proof(proof) + ".");
    return out.toString();
  }
}
