package dev.apimage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Every object of a repository, whether something refers to it or not. */
final class GitObjects {
  private GitObjects() {}

  static Set<ObjectId> all(Repository repository) throws IOException {
    Set<ObjectId> ids = new TreeSet<>();
    Path objects = repository.getDirectory().toPath().resolve("objects");
    try (Stream<Path> loose = Files.walk(objects, 2)) {
      loose
          .map(objects::relativize)
          .map(p -> p.toString().replace('\\', '/').replace("/", ""))
          .filter(name -> name.matches("[0-9a-f]{40}"))
          .forEach(name -> ids.add(ObjectId.fromString(name)));
    }
    if (repository instanceof FileRepository files) {
      for (Pack pack : files.getObjectDatabase().getPacks()) {
        for (PackIndex.MutableEntry entry : pack) {
          ids.add(entry.toObjectId());
        }
      }
    }
    return ids;
  }
}
