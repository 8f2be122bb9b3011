package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.AddressPattern;
import dev.apimage.model.Code;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.text.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The targets that an artefact folder knows: {@code environments/<name>.yaml}. */
public final class Environments {
  /** The folder's name. */
  public static final String FOLDER = "environments";

  private static final String YAML = ".yaml";
  private static final List<String> KEYS = List.of("target", "secrets", "set", "exclude");

  private final Disk disk;

  private Environments(Disk disk) {
    this.disk = disk;
  }

  /**
   * The environments of an artefact folder.
   *
   * @param root the folder with {@code apimage.yaml}
   */
  public static Environments at(Path root) {
    return new Environments(new Disk(root));
  }

  /** The names of all environments, sorted. */
  public List<String> names() {
    return disk.list(FOLDER).stream()
        .filter(n -> n.endsWith(YAML) && !n.startsWith("."))
        .map(n -> n.substring(0, n.length() - YAML.length()))
        .toList();
  }

  /**
   * Reads one.
   *
   * @param name the file's name without its extension
   * @throws ProblemException if there is none of that name ({@link Code#NO_ENVIRONMENT}) or with
   *     everything that is wrong in it
   */
  public Environment read(String name) {
    String file = FOLDER + "/" + name + YAML;
    if (!names().contains(name)) {
      String known =
          names().isEmpty() ? "There is none." : "There are: " + String.join(", ", names());
      String near = NearNames.advice(name, names());
      throw new ProblemException(
          Problem.error(Code.NO_ENVIRONMENT, "There is no environment \"" + name + "\".")
              .advise(near.isEmpty() ? known : near));
    }
    SettingsReader in = new SettingsReader(file, disk.read(file), Code.BAD_ENVIRONMENT);
    in.only(Position.ROOT, KEYS);
    Environment environment = new Environment(name, in.target(), secrets(in), set(in), exclude(in));
    if (!in.problems().isEmpty()) {
      throw new ProblemException(in.problems());
    }
    return environment;
  }

  /**
   * Everything that one says of resources and that is wrong, whether or not the sources of its
   * secrets are here.
   *
   * @param folder what it speaks of
   */
  public List<Problem> check(Environment environment, Snapshot folder) {
    LocalSources anything = new LocalSources(disk.root(), name -> "set");
    return Overlay.apply(folder, environment, anything).problems().stream()
        .filter(p -> p.code() != Code.UNSET_SOURCE && p.code() != Code.UNREADABLE_FILE)
        .toList();
  }

  /**
   * Writes one that is not there yet; what a person wrote is never replaced.
   *
   * @param name the file's name without its extension
   * @param tree {@code target}, {@code secrets}, {@code set} and {@code exclude}
   * @return false if there is one of that name already
   * @throws ProblemException {@link Code#BAD_ENVIRONMENT} if the name is no file name
   */
  public boolean write(String name, ObjectNode tree) {
    if (!FileNames.encode(name).equals(name)) {
      throw new ProblemException(
          Problem.error(Code.BAD_ENVIRONMENT, "An environment cannot be named \"" + name + "\"."));
    }
    if (names().contains(name)) {
      return false;
    }
    disk.write(FOLDER + "/" + name + YAML, YamlText.write(tree, SchemaHeader.of("environment")));
    return true;
  }

  /** Files in the folder that are no environment. */
  List<Problem> strangers() {
    return disk.list(FOLDER).stream()
        .filter(n -> !n.startsWith(".") && !(n.endsWith(YAML) && disk.isFile(FOLDER + "/" + n)))
        .map(
            n ->
                Problem.error(Code.UNKNOWN_FILE, "\"" + n + "\" is no environment.")
                    .at(Spot.of(FOLDER + "/" + n))
                    .advise("An environment is a file <name>.yaml."))
        .toList();
  }

  private static List<SecretRule> secrets(SettingsReader in) {
    List<SecretRule> rules = new ArrayList<>();
    in.mapping(
        Position.ROOT.property("secrets"),
        (key, at) -> {
          Optional<KeyPattern> pattern = in.address(at, key, KeyPattern::parse);
          Optional<SourceText> source = source(in, at);
          if (pattern.isPresent() && source.isPresent()) {
            rules.add(new SecretRule(pattern.get(), source.get(), in.spot(at)));
          }
        });
    return rules;
  }

  /** What stands there could be the secret itself, so it is not repeated. */
  private static Optional<SourceText> source(SettingsReader in, Position at) {
    try {
      JsonNode value = at.in(in.tree());
      return Optional.of(SourceText.parse(value.isTextual() ? value.asText() : ""));
    } catch (IllegalArgumentException e) {
      in.wrong(
          Code.BAD_SOURCE,
          at,
          "This is no source of a secret: " + e.getMessage() + ".",
          "Write ${env:NAME}, ${file:path} or ${keyvault:vault/name}.");
      return Optional.empty();
    }
  }

  private static List<SetRule> set(SettingsReader in) {
    List<SetRule> rules = new ArrayList<>();
    in.mapping(
        Position.ROOT.property("set"),
        (key, at) -> {
          JsonNode value = at.in(in.tree());
          Optional<KeyPattern> pattern = in.address(at, key, Environments::exact);
          if (holdsSource(value)) {
            String text = "A source of a secret stands under set.";
            in.wrong(Code.BAD_ENVIRONMENT, at, text, "Move the line to secrets.");
          } else if (pattern.isPresent()) {
            Position position = Position.parse(pattern.get().place());
            rules.add(new SetRule(pattern.get().address(), position, value, in.spot(at)));
          }
        });
    return rules;
  }

  private static KeyPattern exact(String text) {
    KeyPattern pattern = KeyPattern.parse(text);
    if (pattern.place().isEmpty()) {
      throw new IllegalArgumentException("it must name a property behind a #");
    }
    if (pattern.place().indexOf('*') >= 0) {
      throw new IllegalArgumentException("the property's path must not hold a *");
    }
    Position.parse(pattern.place());
    return pattern;
  }

  private static boolean holdsSource(JsonNode value) {
    if (value.isTextual()) {
      return SourceForm.isIn(value.asText());
    }
    for (JsonNode item : value) {
      if (holdsSource(item)) {
        return true;
      }
    }
    return false;
  }

  private static List<ExcludeRule> exclude(SettingsReader in) {
    List<ExcludeRule> rules = new ArrayList<>();
    Position list = Position.ROOT.property("exclude");
    List<AddressPattern> patterns = in.patterns("exclude");
    for (int i = 0; i < patterns.size(); i++) {
      rules.add(new ExcludeRule(patterns.get(i), in.spot(list.item(i))));
    }
    return rules;
  }
}
