package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.extract.Extraction;
import dev.apimage.extract.Extractor;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.TargetSpec;
import dev.apimage.kind.Kind;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a service's configuration into a folder. */
@Command(
    name = "extract",
    description = "Writes a service's configuration, without its secrets, into a folder.")
final class ExtractCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;

  @Option(names = "--commit", description = "Commit the folder's changes to its Git repository.")
  private boolean commit;

  @Option(
      names = "--include",
      paramLabel = "KIND",
      split = ",",
      description =
          "Take these too: users (with groups' members, without passwords), portal (sign-in,"
              + " sign-up, delegation), tenant (whether direct management is on). The folder"
              + " remembers them.")
  private List<String> include = List.of();

  ExtractCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    report.prepare(session);
    ArtefactFolder into = folder.open(session);
    TargetSpec said = into.exists() ? folder.target(session, into.read()) : TargetSpec.NONE;
    ArmConnection connection = live.open(session, said);
    Extraction extraction =
        new Extractor(connection, live.parallelism()).into(into, included(), commit);
    Header header =
        Header.of("extract", extraction.service()).inEnvironment(folder.environmentName());
    report.give(session, f -> Reports.extract(f, header, extraction, view.view(session)));
    report.checkStrict(extraction.notes());
    return ExitCode.DONE;
  }

  private Set<String> included() {
    List<String> unknown = include.stream().filter(w -> !Kind.options().contains(w)).toList();
    if (!unknown.isEmpty()) {
      throw Usage.error(
          "--include knows "
              + String.join(", ", Kind.options())
              + ", not "
              + String.join(", ", unknown));
    }
    return new LinkedHashSet<>(include);
  }
}
