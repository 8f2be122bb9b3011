package dev.apimage.cli;

import dev.apimage.apiops.ApiopsImport;
import dev.apimage.apiops.Imported;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Environments;
import dev.apimage.folder.Written;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.secret.Allowance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over what another tool wrote. */
@Command(name = "import", description = "Turns the folder of another tool into an artefact folder.")
final class ImportCommand implements Callable<Integer> {
  /** The tools whose folders can be read. */
  enum Tool {
    APIOPS
  }

  private final Session session;

  @Parameters(index = "0", paramLabel = "TOOL", description = "apiops: Azure/apiops, any version.")
  private Tool tool;

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description = "Its artifacts, or a folder around.")
  private Path folder;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to.")
  private Path out;

  @Mixin private ReportOptions report;

  ImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Imported imported =
        switch (tool) {
          case APIOPS -> ApiopsImport.read(session.resolve(folder), allowance());
        };
    if (imported.problems().stream().anyMatch(Problem::isError)) {
      throw new ProblemException(imported.problems());
    }
    report.check(session, imported.problems());
    Path target = session.resolve(out);
    Written written = ArtefactFolder.at(target).write(imported.snapshot());
    Environments environments = Environments.at(target);
    imported.environments().forEach((name, tree) -> environments.write(name, tree));
    session
        .out()
        .println(
            "Imported "
                + imported.snapshot().size()
                + " resources and "
                + imported.environments().size()
                + " environments into "
                + target
                + " ("
                + written.created().size()
                + " new, "
                + written.updated().size()
                + " changed).");
    session.out().println("Next: apimage plan --folder " + out + " --service NAME …");
    session.out().flush();
    return ExitCode.DONE;
  }

  /** What a folder that is there already says of false alarms. */
  private Allowance allowance() {
    ArtefactFolder into = ArtefactFolder.at(session.resolve(out));
    return into.exists() ? into.read().marker().allowance() : Allowance.NONE;
  }
}
