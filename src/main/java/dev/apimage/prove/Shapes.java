package dev.apimage.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.FileNames;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.model.Address;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.TextSecrets;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import dev.apimage.text.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds what is shaped like a secret in any text, and what stands in clear at a secret position of
 * a resource's file. What {@code apimage.yaml} allows at a place of the folder is allowed, by its
 * value, in older versions of that place as well.
 */
final class Shapes {
  private static final String YAML = ".yaml";

  private final Set<String> allowed = new HashSet<>();

  private Shapes() {}

  /** With what the marker of a folder allows; nothing if the folder has none. */
  static Shapes of(Path folder) {
    Shapes shapes = new Shapes();
    ArtefactFolder artefacts = ArtefactFolder.at(folder);
    if (artefacts.exists()) {
      Content content = artefacts.read();
      Allowance allowance = content.marker().allowance();
      content.snapshot().stream().forEach(resource -> shapes.allow(resource, allowance));
    }
    return shapes;
  }

  private void allow(Resource resource, Allowance allowance) {
    Withheld found = Withholding.inFile(resource.address(), resource.body());
    Map<String, SecretKey> lifted = new TreeMap<>();
    found.lifted().forEach(l -> lifted.put(l.key().toString(), l.key()));
    found
        .secrets()
        .forEach(
            (key, value) -> {
              boolean named = lifted.containsKey(key);
              if (named
                  ? allowance.allows(resource.address(), lifted.get(key))
                  : allowance.allows(resource.address(), key)) {
                allowed.add(value.reveal());
              }
            });
  }

  /**
   * One thing that looks like a secret.
   *
   * @param line from 1; 0 if only the file is known
   * @param rule why
   */
  record Shape(int line, String rule) {}

  /**
   * Finds them.
   *
   * @param path of the file that the text is of; empty if it is of none
   */
  List<Shape> in(String path, String text) {
    List<Shape> found = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (TextSecrets.Literal literal : TextSecrets.in(text).literals()) {
      known.add(literal.value());
      if (!allowed.contains(literal.value())) {
        found.add(new Shape(literal.line(), literal.rule()));
      }
    }
    positions(path, text, known).forEach(position -> found.add(new Shape(0, position)));
    return found;
  }

  /**
   * What only the resource tells: a position that is secret whatever stands there, such as a
   * backend's password, and a value whose name stands in another line.
   *
   * @param known what has been found in the text already
   */
  private List<String> positions(String path, String text, Set<String> known) {
    Optional<Address> address = address(path);
    if (address.isEmpty()) {
      return List.of();
    }
    try {
      ObjectNode tree = YamlText.read(path, text).tree();
      Map<String, Secret> clear = new TreeMap<>(Withholding.inFile(address.get(), tree).secrets());
      return clear.entrySet().stream()
          .filter(secret -> !known.contains(secret.getValue().reveal()))
          .filter(secret -> !allowed.contains(secret.getValue().reveal()))
          .map(secret -> "a value in clear at " + address.get() + "#" + secret.getKey())
          .toList();
    } catch (ProblemException e) {
      // No YAML of ours: its shapes were looked for all the same.
      return List.of();
    }
  }

  /** Whose file it is; the folder may lie anywhere below the root of a repository. */
  private static Optional<Address> address(String path) {
    List<String> names = List.of(path.split("/"));
    return IntStream.range(0, names.size())
        .mapToObj(from -> address(names.subList(from, names.size())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Address> address(List<String> names) {
    List<String> segments = new ArrayList<>();
    Kind owner = null;
    for (int i = 0; i + 1 < names.size(); i += 2) {
      Optional<Kind> kind = Kind.find(owner, names.get(i));
      int left = names.size() - i;
      boolean file = kind.map(k -> k.layout() == Layout.FILE).orElse(false);
      boolean own =
          left == 3
              && kind.map(k -> names.get(names.size() - 1).equals(k.stem() + YAML)).orElse(false);
      boolean last = file ? left == 2 && names.get(i + 1).endsWith(YAML) : own;
      String written = names.get(i + 1);
      Optional<String> name =
          FileNames.decode(
              file && last ? written.substring(0, written.length() - YAML.length()) : written);
      if (kind.isEmpty() || name.isEmpty()) {
        return Optional.empty();
      }
      segments.add(kind.get().collection());
      segments.add(name.get());
      if (last) {
        return Optional.of(Address.of(segments.toArray(String[]::new)));
      }
      owner = kind.get();
    }
    return Optional.empty();
  }
}
