package dev.apimage.check;

import dev.apimage.model.Problem;
import java.util.List;

/**
 * What a check of a folder found.
 *
 * @param resources how many were looked at
 * @param fixes the secrets that were lifted into named values
 * @param problems what is wrong, of that which was not mended
 */
public record Checked(int resources, List<Fix> fixes, List<Problem> problems) {
  public Checked {
    fixes = List.copyOf(fixes);
    problems = List.copyOf(problems);
  }

  /**
   * A secret that a policy now refers to by a named value.
   *
   * @param place where it stood: {@code apis/orders/policy#0a1b2c3d}
   * @param namedValue the named value's address
   * @param source the line that an environment needs, under {@code secrets:}
   */
  public record Fix(String place, String namedValue, String source) {}
}
