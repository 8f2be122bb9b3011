package dev.apimage.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;

/**
 * What a service never shows may not be there at all: a certificate without a password, a client
 * without a secret. Who knows that takes the line out of the file, and from then on neither a plan
 * nor an extract speaks of it.
 */
public final class Unsaid {
  private Unsaid() {}

  /**
   * A service's tree without the placeholders of hidden secrets that a file does not mention.
   *
   * @param said the tree of the file
   * @param shown the service's, withheld; left as it is
   */
  public static ObjectNode without(Kind kind, ObjectNode said, ObjectNode shown) {
    ObjectNode left = shown.deepCopy();
    for (SecretPosition secret : kind.secrets()) {
      if (secret.isHidden() && secret.when().test(said)) {
        for (Position position : secret.path().slots(left)) {
          if (!position.isIn(said) && position.in(left).asText().equals(Tokens.WHOLE)) {
            position.remove(left);
          }
        }
      }
    }
    return left;
  }
}
