package dev.apimage.cli;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;

/**
 * Asks for the service's name before something is written, since a y is typed before it is read.
 */
final class Confirmation {
  private Confirmation() {}

  /**
   * Asks, unless {@code --yes} was said.
   *
   * @param shown what is printed before the question
   * @param what what is done to the service, such as {@code publish to it}
   * @throws ProblemException {@link Code#NOT_CONFIRMED} if nobody can be asked or another name is
   *     typed
   */
  static void ask(Session session, boolean yes, String service, String shown, String what) {
    if (yes) {
      return;
    }
    if (!session.isInteractive()) {
      throw refused("--yes is required when not running interactively");
    }
    session.err().print(shown);
    session.err().print("Type the service's name to " + what + ": ");
    session.err().flush();
    String typed = session.answers().orElseThrow().get();
    if (typed == null || !typed.strip().equals(service)) {
      throw refused("the name typed is not " + service + "; nothing was written");
    }
  }

  private static ProblemException refused(String text) {
    return new ProblemException(Problem.error(Code.NOT_CONFIRMED, text));
  }
}
