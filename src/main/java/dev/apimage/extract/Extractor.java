package dev.apimage.extract;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ServiceImage;
import dev.apimage.azure.ServiceReader;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Committed;
import dev.apimage.folder.GitRepository;
import dev.apimage.folder.Written;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a service and makes a folder its image. */
public final class Extractor {
  private static final Committed NOT_COMMITTED = new Committed(Optional.empty(), List.of());

  private final ArmConnection connection;
  private final int parallelism;

  /**
   * An extractor.
   *
   * @param parallelism how many requests at a time
   */
  public Extractor(ArmConnection connection, int parallelism) {
    this.connection = connection;
    this.parallelism = parallelism;
  }

  /**
   * Extracts. Nothing is written unless everything could be read.
   *
   * @param commit true to commit what changed
   * @throws dev.apimage.model.ProblemException with all that could not be read or written
   */
  public Extraction into(ArtefactFolder folder, boolean commit) {
    if (!commit) {
      return extract(folder, written -> NOT_COMMITTED);
    }
    String service = connection.target().service();
    try (GitRepository git = GitRepository.containing(folder.path())) {
      git.requireReady(Optional.empty());
      return extract(folder, written -> git.commit(folder.path(), service, written));
    }
  }

  private Extraction extract(ArtefactFolder folder, Function<Written, Committed> commit) {
    ServiceImage image = ServiceReader.read(connection.reader(), parallelism);
    // From here on nobody needs a value, so nobody has one.
    Snapshot snapshot = image.snapshot().map(Resource::withoutSecrets);
    Written written = folder.write(snapshot);
    Committed committed = commit.apply(written);
    List<Problem> notes = new ArrayList<>(image.notes());
    notes.addAll(written.problems());
    notes.addAll(committed.problems());
    return new Extraction(
        connection.target().service(),
        snapshot.size(),
        written.created(),
        written.updated(),
        written.deleted(),
        written.unchanged().size(),
        committed.id(),
        notes);
  }
}
