package dev.apimage.text;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file; their lines are shown once all keys are known. */
final class Findings {
  private final String file;
  private final Excerpt excerpt;
  private final List<Problem> found = new ArrayList<>();

  Findings(String file, Excerpt excerpt) {
    this.file = file;
    this.excerpt = excerpt;
  }

  /** A place by 0-based line and UTF-16 column. */
  Spot spot(int line, int column) {
    return new Spot(file, line + 1, column + 1);
  }

  void add(Code code, String text, String advice, int line, int column) {
    found.add(Problem.error(code, text).at(spot(line, column)).advise(advice));
  }

  List<Problem> all() {
    return found.stream().map(p -> p.showing(excerpt.at(p.spot().orElseThrow()))).toList();
  }
}
