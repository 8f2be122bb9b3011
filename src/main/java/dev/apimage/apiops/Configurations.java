package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files {@code configuration.<environment>.yaml}, wherever in the tree they lie. */
final class Configurations {
  private static final Pattern NAME = Pattern.compile("(?:.*/)?configuration\\.(.+)\\.ya?ml");

  private final SourceTree tree;
  private final Gathered gathered;
  private final Snapshot snapshot;
  private final ApiNames names;

  Configurations(SourceTree tree, Gathered gathered, Snapshot snapshot, ApiNames names) {
    this.tree = tree;
    this.gathered = gathered;
    this.snapshot = snapshot;
    this.names = names;
  }

  /** Environment trees by name. */
  SortedMap<String, ObjectNode> read() {
    SortedMap<String, ObjectNode> environments = new TreeMap<>();
    for (String file : tree.files()) {
      Matcher matcher = NAME.matcher(file);
      if (matcher.matches()) {
        String name = matcher.group(1);
        if (name.equals("extractor")) {
          extractor(file);
        } else if (environments.containsKey(name)) {
          String text = "There is a second configuration " + name + "; this one was left out.";
          tree.add(Problem.warning(Code.IMPORT_DISAGREES, text), file);
        } else {
          environment(file).ifPresent(tree -> environments.put(name, tree));
        }
      }
    }
    return environments;
  }

  private void extractor(String file) {
    tree.understood(file);
    tree.add(
        Problem.note(Code.IMPORT_NOT_CARRIED, "What APIOps extracts is not used.")
            .advise("Put what the repository owns under scope in apimage.yaml."),
        file);
  }

  private Optional<ObjectNode> environment(String file) {
    Optional<String> text = tree.text(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Parsed parsed = YamlText.read(file, text.get());
    if (!parsed.problems().isEmpty()) {
      for (Problem problem : parsed.problems()) {
        tree.add(
            Problem.error(Code.IMPORT_UNREADABLE, problem.text())
                .at(problem.spot().orElseThrow())
                .showing(problem.excerpt())
                .advise(problem.advice()));
      }
      return Optional.empty();
    }
    return Optional.of(new Overrides(tree, gathered, snapshot, names, parsed).read());
  }
}
