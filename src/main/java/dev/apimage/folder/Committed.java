package dev.apimage.folder;

import dev.apimage.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What a commit came to.
 *
 * @param id the commit's full id; empty if nothing had changed
 * @param problems what a person should know; warnings only
 */
public record Committed(Optional<String> id, List<Problem> problems) {
  public Committed {
    problems = List.copyOf(problems);
  }
}
