package dev.apimage.folder;

import dev.apimage.model.Code;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretSource;

/**
 * A line of an environment's {@code secrets}.
 *
 * @param key which secret positions it supplies
 * @param source where the value comes from
 * @param spot where the line stands
 */
public record SecretRule(KeyPattern key, SourceText source, Spot spot) {
  /**
   * The value, read now.
   *
   * @param reader reads this rule's source
   * @throws ProblemException {@link Code#UNSET_SOURCE} at this line if there is no value or an
   *     empty one
   */
  public Secret value(SecretSource reader) {
    return reader
        .read()
        .filter(secret -> !secret.reveal().isEmpty())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.error(Code.UNSET_SOURCE, source + " is not there or is empty.")
                        .at(spot)
                        .advise("Set it, or name another source for " + key + ".")));
  }
}
