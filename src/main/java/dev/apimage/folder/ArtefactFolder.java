package dev.apimage.folder;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretKey;
import dev.apimage.text.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that holds the image of a service: one file a resource, a folder a collection, marked by
 * {@code apimage.yaml} at its root.
 */
public final class ArtefactFolder {
  private final Path path;

  private ArtefactFolder(Path path) {
    this.path = path;
  }

  /**
   * A folder by its root, which need not exist yet.
   *
   * @param root the folder that holds or shall hold {@code apimage.yaml}
   */
  public static ArtefactFolder at(Path root) {
    return new ArtefactFolder(root);
  }

  /** The root as it was given. */
  public Path path() {
    return path;
  }

  /** True if {@code apimage.yaml} is there. */
  public boolean exists() {
    return new Disk(path).isFile(Marker.FILE);
  }

  /**
   * Reads everything, and finds everything that is wrong: see {@link Content#problems()}.
   *
   * @throws ProblemException if the folder cannot be read at all
   */
  public Content read() {
    Disk disk = new Disk(path);
    List<Problem> problems = new ArrayList<>();
    if (!disk.isFile(Marker.FILE)) {
      Problem none = Problem.error(Code.NO_FOLDER, missing(disk)).advise(advice(disk));
      return new Content(Snapshot.of(List.of()), Marker.PLAIN, List.of(none), Set.of());
    }
    Marker marker = marker(disk, problems);
    FolderReader reader = new FolderReader(disk);
    reader.read();
    problems.addAll(reader.problems());
    problems.addAll(Environments.at(path).strangers());
    return new Content(Snapshot.of(reader.resources().values()), marker, problems, reader.unread());
  }

  private static String missing(Disk disk) {
    return Files.isDirectory(disk.root())
        ? "There is no " + Marker.FILE + " in " + disk.root() + "."
        : "There is no folder " + disk.root() + ".";
  }

  /** One that is in there is what was meant, more often than not. */
  private static String advice(Disk disk) {
    List<String> below =
        disk.list("").stream().filter(name -> disk.isFile(name + "/" + Marker.FILE)).toList();
    return below.isEmpty()
        ? "Name the folder with --folder, or make one with apimage extract."
        : "Did you mean the folder "
            + String.join(" or ", below)
            + " in it? Name it with --folder.";
  }

  private static Marker marker(Disk disk, List<Problem> problems) {
    SettingsReader settings =
        new SettingsReader(Marker.FILE, disk.read(Marker.FILE), Code.FORMAT_VERSION);
    Marker marker = Marker.read(settings);
    problems.addAll(settings.problems());
    return marker;
  }

  /**
   * Makes the folder hold these resources and no others inside its scope. A file whose meaning is
   * equal is not touched, and in a changed YAML file the comments on unchanged keys stay. Only what
   * can be read as a resource is deleted; a {@code specification.*}, environments and everything
   * that is no part of the format stay as they are. Makes the marker where there is none.
   *
   * @param snapshot resources without secrets in their trees
   * @return what was done
   * @throws ProblemException if the folder is not an artefact folder and holds something of the
   *     format, if its marker cannot be read, or if a file cannot be written; files written before
   *     that stay, each of them whole
   */
  public Written write(Snapshot snapshot) {
    Disk disk = new Disk(path);
    if (!disk.isFile(Marker.FILE)) {
      init(Marker.PLAIN);
      disk = new Disk(path);
    }
    List<Problem> problems = new ArrayList<>();
    Marker marker = marker(disk, problems);
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new ProblemException(problems);
    }
    disk.tidy();
    FolderReader reader = new FolderReader(disk);
    reader.read();
    return new FolderWriter(disk, marker, reader).write(snapshot);
  }

  /**
   * Remembers in the marker that the folder holds kinds that are only taken when asked for. Makes
   * the marker where there is none.
   *
   * @param words of {@link Kind#options}
   * @throws ProblemException if the folder is not an artefact folder and holds something of the
   *     format, or the marker cannot be written
   */
  public void include(Set<String> words) {
    Disk disk = new Disk(path);
    Optional<String> old = disk.find(Marker.FILE);
    if (old.isEmpty()) {
      Marker plain = Marker.PLAIN;
      init(new Marker(plain.target(), plain.scope(), plain.allow(), words));
    } else if (!marker(disk, new ArrayList<>()).include().containsAll(words)) {
      disk.write(Marker.FILE, Marker.including(old.get(), words));
    }
  }

  /**
   * Where a placeholder stands, found in the resource's files alone.
   *
   * @return with a line where the files have the placeholder's id; empty if the resource has no
   *     file where it would be written
   */
  public Optional<Spot> spot(Address address, SecretKey key) {
    return new PlaceholderSpots(new Disk(path)).find(address, key);
  }

  /**
   * A file's text as it stands, byte for byte.
   *
   * @param file its path in the folder, with forward slashes
   * @throws ProblemException if it cannot be read
   */
  public String text(String file) {
    return new Disk(path).read(file);
  }

  /**
   * Changes files and adds resources: all of it, or, where something cannot be written, nothing.
   *
   * @param texts new texts by file
   * @param added resources of kinds that are one YAML at the top
   * @throws ProblemException if something could not be written, or a resource has a file already
   */
  public void change(Map<String, String> texts, Collection<Resource> added) {
    Disk disk = new Disk(path);
    Map<String, String> all = new LinkedHashMap<>();
    for (Resource resource : added) {
      String file = Place.fresh(resource.address(), null, false).yaml();
      if (disk.isFile(file)) {
        throw new ProblemException(
            Problem.error(Code.NAME_CLASH, "\"" + file + "\" is there already.").at(Spot.of(file)));
      }
      Kind kind = Kind.require(resource.address());
      all.put(file, YamlText.write(resource.body(), SchemaHeader.of(kind)));
    }
    all.putAll(texts);
    Map<String, Optional<String>> before = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, String> file : all.entrySet()) {
        before.put(file.getKey(), disk.find(file.getKey()));
        disk.write(file.getKey(), file.getValue());
      }
    } catch (ProblemException e) {
      before.forEach(
          (file, old) -> old.ifPresentOrElse(t -> disk.write(file, t), () -> disk.delete(file)));
      throw e;
    }
  }

  /**
   * Marks a folder as an artefact folder, making it where there is none.
   *
   * @throws ProblemException if it is marked already, or holds something of the format without
   *     being marked
   */
  public void init(Marker marker) {
    Disk disk = new Disk(path);
    List<String> ours =
        disk.list("").stream().filter(name -> RootNames.known().contains(name)).toList();
    if (!ours.isEmpty()) {
      String text =
          ours.contains(Marker.FILE)
              ? "The folder has a " + Marker.FILE + " already."
              : "The folder has no " + Marker.FILE + " but holds " + String.join(", ", ours) + ".";
      throw new ProblemException(
          Problem.error(Code.NOT_EMPTY, text)
              .at(Spot.of(ours.get(0)))
              .advise("Choose another folder, or move these away."));
    }
    disk.write(Marker.FILE, marker.text());
  }
}
