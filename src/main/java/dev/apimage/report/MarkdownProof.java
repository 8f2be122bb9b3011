package dev.apimage.report;

import dev.apimage.prove.Proof;

/** Whether a folder is free of keys, in Markdown. */
final class MarkdownProof {
  private final Proof proof;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownProof(Proof proof) {
    this.proof = proof;
  }

  String proof() {
    page.put("### apimage prove-key-free");
    page.put(proof.service().isEmpty() ? "" : " · " + Markdown.code(Visible.name(proof.service())));
    page.put(
        "\n\n**" + Totals.proof(proof) + "**\n\nLooked at " + Totals.searched(proof) + ".\n\n");
    if (!proof.kinds().isEmpty()) {
      page.put("| secrets of the service | fetched | too short to search | found |\n");
      page.put("| --- | --- | --- | --- |\n");
      for (Proof.Count kind : proof.kinds()) {
        page.put(
            "| "
                + Visible.name(kind.kind())
                + " | "
                + kind.fetched()
                + " | "
                + kind.tooShort()
                + " | "
                + kind.found()
                + " |\n");
      }
      page.put("\n");
    }
    proof
        .findings()
        .forEach(
            finding ->
                page.add(
                    "- "
                        + Markdown.code(Visible.name(finding.place()))
                        + " "
                        + Markdown.code(Visible.name(finding.what()))
                        + "\n",
                    "finding"));
    page.put(proof.isClean() ? "" : "\n");
    page.problems(proof.notes());
    return page.toString();
  }
}
