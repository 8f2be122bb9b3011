package dev.apimage.cli;

import dev.apimage.report.View;
import picocli.CommandLine.Option;

/** How much a report shows. */
final class ViewOptions {
  @Option(names = "--summary", description = "Only totals and problems.")
  private boolean summary;

  @Option(names = "--full", description = "Also what does not change of the resources that do.")
  private boolean full;

  @Option(
      names = {"-C", "--context"},
      paramLabel = "N",
      converter = WholeNumber.class,
      description = "Unchanged lines around a changed line of a text. Default: 3.")
  private Integer context;

  View view(Session session) {
    View view = View.standard().coloured(session.colour());
    if (summary) {
      view = view.showing(View.Detail.SUMMARY);
    } else if (full) {
      view = view.showing(View.Detail.FULL);
    }
    return context == null ? view : view.around(context);
  }
}
