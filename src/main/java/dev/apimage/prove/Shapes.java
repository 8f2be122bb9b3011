package dev.apimage.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.FileNames;
import dev.apimage.kind.Kind;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what is shaped like a secret in any text, and what stands in clear at a secret position of
 * a resource's file. What {@code apimage.yaml} allows at a place of the folder is allowed, by its
 * value, in older versions of that place as well.
 */
final class Shapes {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?(?<collection>[^/]+)/(?<name>[^/]+)\\.yaml");

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
    for (TextSecrets.Literal literal : TextSecrets.in(text).literals()) {
      if (!allowed.contains(literal.value())) {
        found.add(new Shape(literal.line(), literal.rule()));
      }
    }
    positions(path, text).forEach(position -> found.add(new Shape(0, position)));
    return found;
  }

  /** A position that is secret whatever stands there: a backend's password, say. */
  private List<String> positions(String path, String text) {
    Optional<Address> address = address(path);
    if (address.isEmpty() || Kind.require(address.get()).secrets().isEmpty()) {
      return List.of();
    }
    try {
      ObjectNode tree = YamlText.read(path, text).tree();
      Withheld withheld = Withholding.inFile(address.get(), tree);
      Set<String> typed = new HashSet<>();
      withheld.lifted().forEach(lifted -> typed.add(lifted.key().toString()));
      List<String> positions = new ArrayList<>();
      for (Map.Entry<String, Secret> secret : new TreeMap<>(withheld.secrets()).entrySet()) {
        if (!typed.contains(secret.getKey()) && !allowed.contains(secret.getValue().reveal())) {
          positions.add("a value in clear at " + address.get() + "#" + secret.getKey());
        }
      }
      return positions;
    } catch (ProblemException e) {
      // No YAML of ours: its shapes were looked for all the same.
      return List.of();
    }
  }

  private static Optional<Address> address(String path) {
    Matcher file = FILE.matcher(path);
    if (!file.matches() || Kind.find(null, file.group("collection")).isEmpty()) {
      return Optional.empty();
    }
    return FileNames.decode(file.group("name"))
        .map(name -> Address.of(file.group("collection"), name));
  }
}
