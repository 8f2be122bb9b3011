package dev.apimage.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.model.Spot;
import dev.apimage.plan.Change;
import java.util.List;
import java.util.Locale;

/** The parts that all reports in JSON are made of. */
final class JsonParts {
  private static final int SCHEMA_VERSION = 1;
  private static final ObjectWriter WRITER = new ObjectMapper().writer(printer());

  private JsonParts() {}

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withArrayIndenter(indenter)
        .withObjectIndenter(indenter);
  }

  static String write(ObjectNode report) {
    try {
      return Visible.json(WRITER.writeValueAsString(report)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  static ObjectNode report(String name) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("schemaVersion", SCHEMA_VERSION);
    return report.put("report", name);
  }

  static ObjectNode report(String name, Header header) {
    return report(name)
        .put("service", header.service())
        .put("environment", header.environment())
        .put("commit", header.commit());
  }

  static ObjectNode problems(ObjectNode report, String key, List<Problem> problems) {
    ArrayNode list = report.putArray(key);
    ProblemLines.sorted(problems).forEach(p -> list.add(problem(p)));
    return report;
  }

  static void count(ObjectNode summary, List<Problem> problems) {
    summary.put("errors", Totals.count(problems, Severity.ERROR));
    summary.put("warnings", Totals.count(problems, Severity.WARNING));
  }

  private static ObjectNode problem(Problem problem) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("code", problem.code().id());
    node.put("severity", ProblemLines.word(problem));
    node.put("text", problem.text());
    problem.spot().ifPresent(spot -> place(node.putObject("source"), spot));
    if (!problem.advice().isEmpty()) {
      node.put("advice", problem.advice());
    }
    return node;
  }

  static void place(ObjectNode node, Spot spot) {
    node.put("file", spot.file());
    if (spot.line() > 0) {
      node.put("line", spot.line());
    }
    if (spot.column() > 0) {
      node.put("column", spot.column());
    }
  }

  static ObjectNode change(Change change) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("action", change.action().name().toLowerCase(Locale.ROOT))
        .put("kind", word(change.kind()))
        .put("address", change.address().toString());
  }

  /** {@code API_VERSION_SET} is {@code apiVersionSet}. */
  static String word(Enum<?> kind) {
    StringBuilder out = new StringBuilder();
    for (String word : kind.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      out.append(out.length() == 0 ? word.charAt(0) : Character.toUpperCase(word.charAt(0)));
      out.append(word, 1, word.length());
    }
    return out.toString();
  }
}
