package dev.apimage.prove;

import java.util.Optional;

/**
 * A secret that was found where none may be. It never holds the secret.
 *
 * @param where a file, or the part of Git's data
 * @param line from 1; 0 if lines mean nothing there
 * @param commit the first commit found to have it; empty outside of Git's history
 * @param what the rule that took it for one, or the real secret's place and the form it was found
 *     in
 * @param secret the real secret; empty if it was found by its shape alone
 */
public record Finding(
    String where, int line, Optional<String> commit, String what, Optional<RealSecret> secret) {
  /** File, line and commit as one text. */
  public String place() {
    return where
        + (line > 0 ? ":" + line : "")
        + commit.map(id -> " in commit " + id.substring(0, 12)).orElse("");
  }
}
