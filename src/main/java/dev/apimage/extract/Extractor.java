package dev.apimage.extract;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ServiceImage;
import dev.apimage.azure.ServiceReader;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Committed;
import dev.apimage.folder.Content;
import dev.apimage.folder.GitRepository;
import dev.apimage.folder.Marker;
import dev.apimage.folder.Written;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a service and makes a folder its image. */
public final class Extractor {
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
    return into(folder, Set.of(), commit);
  }

  /**
   * Extracts. Nothing is written unless everything could be read.
   *
   * @param include which kinds to take beside what is always taken and what the folder holds
   *     already, of {@link dev.apimage.kind.Kind#options}; the folder remembers them
   * @param commit true to commit what changed
   * @throws dev.apimage.model.ProblemException with all that could not be read or written
   */
  public Extraction into(ArtefactFolder folder, Set<String> include, boolean commit) {
    String service = connection.target().service();
    if (commit) {
      ready(folder.path());
    }
    Optional<Content> there = folder.exists() ? Optional.of(folder.read()) : Optional.empty();
    Snapshot before = there.map(Content::snapshot).orElse(Snapshot.of(List.of()));
    Marker marker = there.map(Content::marker).orElse(Marker.PLAIN);
    List<Problem> wrong = there.map(Content::problems).orElse(List.of());
    refuseWrongMarker(wrong);
    ArmConnection allowing = connection.allowing(marker.allowance());
    Set<String> included = new LinkedHashSet<>(include);
    there.map(Content::included).ifPresent(included::addAll);
    ServiceImage image = ServiceReader.read(allowing.reader(), parallelism, included);
    // From here on nobody needs a value, so nobody has one.
    Snapshot found = owned(image.snapshot(), marker).map(Resource::withoutSecrets);
    refuseEmpty(before, found, marker);
    Documents documents = new Documents(before, found);
    Snapshot snapshot = documents.applied();
    if (!included.isEmpty()) {
      folder.include(included);
    }
    Written written = folder.write(snapshot);
    List<Problem> notes = new ArrayList<>(image.notes());
    notes.addAll(LiftedNotes.of(folder, snapshot, image.lifted()));
    notes.addAll(documents.notes());
    notes.addAll(written.problems());
    notes.addAll(marker.unused(snapshot));
    Optional<String> id = Optional.empty();
    if (commit) {
      Committed committed = commit(folder.path(), service, written);
      id = committed.id();
      notes.addAll(committed.problems());
    }
    return new Extraction(
        service,
        snapshot.size(),
        names(written.created()),
        names(written.updated()),
        names(written.deleted()),
        written.unchanged().size(),
        id,
        notes);
  }

  /** What the marker wants to allow and to include must be known before anything is read. */
  private static void refuseWrongMarker(List<Problem> problems) {
    List<Problem> wrong =
        problems.stream()
            .filter(Problem::isError)
            .filter(p -> p.spot().map(Spot::file).equals(Optional.of(Marker.FILE)))
            .toList();
    if (!wrong.isEmpty()) {
      throw new ProblemException(wrong);
    }
  }

  /** A wrong name must not empty a folder: what each service has tells nothing of one. */
  private static void refuseEmpty(Snapshot before, Snapshot found, Marker marker) {
    long lost = before.stream().filter(r -> counts(r) && marker.owns(r.address())).count();
    if (lost > 0 && found.stream().noneMatch(Extractor::counts)) {
      throw new ProblemException(
          Problem.error(
                  Code.EMPTY,
                  "the service holds nothing, and all "
                      + lost
                      + " resources of the folder would be deleted")
              .advise("Check which service was meant, or empty the folder by hand."));
    }
  }

  private static boolean counts(Resource resource) {
    Address address = resource.address();
    return !(address.isTop() && address.isSingleton()) && !Kind.require(address).isFixed();
  }

  private static Snapshot owned(Snapshot all, Marker marker) {
    return Snapshot.of(all.stream().filter(r -> marker.owns(r.address())).toList());
  }

  /** A commit that cannot be made is told before anything is read. */
  private static void ready(Path folder) {
    try (GitRepository git = GitRepository.containing(folder)) {
      git.requireReady(Optional.empty());
    }
  }

  private static Committed commit(Path folder, String service, Written written) {
    try (GitRepository git = GitRepository.containing(folder)) {
      return git.commit(folder, service, written);
    }
  }

  private static List<String> names(List<Address> addresses) {
    return addresses.stream().map(Address::toString).toList();
  }
}
