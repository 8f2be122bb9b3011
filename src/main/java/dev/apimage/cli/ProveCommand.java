package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.TargetSpec;
import dev.apimage.model.Snapshot;
import dev.apimage.prove.Proof;
import dev.apimage.prove.Prover;
import dev.apimage.prove.SecretFetcher;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks for secrets in a folder and its Git history. */
@Command(
    name = "prove-key-free",
    description = {
      "Looks for secrets in a folder and in every object of its Git repository. Exit 5 if it finds"
          + " one.",
      "With a service named, it fetches each of the service's secrets into memory, for which a"
          + " privileged role is needed, and looks for them in all forms. It never prints one."
    })
final class ProveCommand implements Callable<Integer> {
  private static final Snapshot NOTHING = Snapshot.of(List.of());

  private final Session session;

  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;

  ProveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    report.prepare(session);
    ArtefactFolder artefacts = folder.open(session);
    Optional<Content> content =
        artefacts.exists() ? Optional.of(artefacts.read()) : Optional.empty();
    boolean named = !live.words().isEmpty() || !folder.environmentName().isEmpty();
    String service = "";
    SecretFetcher.Fetched fetched = SecretFetcher.Fetched.NOTHING;
    if (named) {
      ArmConnection connection =
          live.open(session, content.map(c -> folder.target(session, c)).orElse(TargetSpec.NONE));
      service = connection.target().service();
      fetched = SecretFetcher.all(connection, content.map(Content::snapshot).orElse(NOTHING));
    }
    Proof proof = Prover.prove(folder.path(session), service, fetched);
    Header header = Header.of("prove-key-free", service).inEnvironment(folder.environmentName());
    report.give(session, f -> Reports.proof(f, header, proof, view.view(session)));
    if (!proof.isClean()) {
      return ExitCode.REFUSED;
    }
    report.checkStrict(proof.notes());
    return ExitCode.DONE;
  }
}
