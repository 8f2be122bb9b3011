package dev.apimage.apiops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of the artifacts.
 *
 * @param name its own name
 * @param folders by name
 * @param files paths by name
 */
record Folder(String name, Map<String, Folder> folders, Map<String, String> files) {
  private Folder(String name) {
    this(name, new TreeMap<>(), new TreeMap<>());
  }

  /** Arranges paths that start with a prefix. */
  static Folder of(String prefix, Iterable<String> paths) {
    Folder root = new Folder("");
    for (String path : paths) {
      if (path.startsWith(prefix)) {
        String[] steps = path.substring(prefix.length()).split("/", -1);
        Folder at = root;
        for (int i = 0; i < steps.length - 1; i++) {
          at = at.folders.computeIfAbsent(steps[i], Folder::new);
        }
        at.files.put(steps[steps.length - 1], path);
      }
    }
    return root;
  }

  /** The paths of all files in it and below. */
  List<String> all() {
    List<String> all = new ArrayList<>(files.values());
    folders.values().forEach(f -> all.addAll(f.all()));
    return all;
  }

  /** The paths of the files whose names end so. */
  List<String> ending(String end) {
    return files.entrySet().stream()
        .filter(e -> e.getKey().endsWith(end))
        .map(Map.Entry::getValue)
        .toList();
  }
}
