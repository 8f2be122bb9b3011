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

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The artefact folder to make, or to bring up to date.")
  private Path out;

  @Mixin private StrictOption strict;

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
    strict.check(session, imported.problems());
    Path target = session.resolve(out);
    Written written = ArtefactFolder.at(target).write(imported.snapshot());
    Environments environments = Environments.at(target);
    imported.environments().forEach((name, tree) -> environments.write(name, tree));
    tell(imported, written, target);
    return ExitCode.DONE;
  }

  private void tell(Imported imported, Written written, Path target) {
    session
        .out()
        .printf(
            "Imported %s and %s into %s (%d new, %d changed, %d deleted).%n",
            counted(imported.snapshot().size(), "resource"),
            counted(imported.environments().size(), "environment"),
            target,
            written.created().size(),
            written.updated().size(),
            written.deleted().size());
    String to =
        imported.environments().keySet().stream()
            .findFirst()
            .map(name -> "--env " + name)
            .orElse("--service NAME …");
    session.out().println("Next: apimage check --folder " + out);
    session.out().println("then: apimage plan --folder " + out + " " + to);
    session.out().flush();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** What a folder that is there already says of false alarms. */
  private Allowance allowance() {
    ArtefactFolder into = ArtefactFolder.at(session.resolve(out));
    return into.exists() ? into.read().marker().allowance() : Allowance.NONE;
  }
}
