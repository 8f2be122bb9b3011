package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.Tokens;
import java.util.Locale;
import java.util.Optional;

/**
 * A secret that a resource needs and nobody supplies.
 *
 * @param address the resource
 * @param key which of its secrets
 * @param spot where the resource's file says that there is one
 */
public record MissingSecret(Address address, SecretKey key, Optional<Spot> spot) {
  static MissingSecret of(Resource resource, SecretKey key) {
    return new MissingSecret(resource.address(), key, resource.origin().spot(key.position()));
  }

  /** As environments and reports write it: {@code namedValues/pay-key#value}. */
  public String name() {
    return address + "#" + key;
  }

  /** A line for an environment's {@code secrets} that would supply it. */
  public String line() {
    String variable = name().replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    return name() + ": ${env:" + variable + "}";
  }

  Problem problem() {
    Problem problem =
        Problem.error(Code.MISSING_SECRET, "no value for the secret " + name())
            .advise(
                "Add to the environment file, under secrets:\n    "
                    + line()
                    + (mayBeNone()
                        ? "\nor, if there is none, take the line out of the file."
                        : ""));
    return spot.map(problem::at).orElse(problem);
  }

  /** True if the service does not tell whether there is one at all. */
  private boolean mayBeNone() {
    return Kind.require(address).secrets().stream()
        .filter(secret -> secret.visibility() == SecretPosition.Visibility.OPTIONAL)
        .anyMatch(secret -> secret.path().matches(key.position()));
  }

  /** The problem of a file that does not mention what each new resource has to have. */
  static Problem unsaid(Resource resource, Position position) {
    Problem problem =
        Problem.error(
                Code.MISSING_SECRET,
                resource.address() + " says nothing of " + position + ", which a new one must have")
            .advise(
                "Write "
                    + position
                    + ": "
                    + Tokens.WHOLE
                    + " into its file, and add to the environment file, under secrets:\n    "
                    + of(resource, new SecretKey(position, "")).line());
    return resource.origin().spot(Position.ROOT).map(problem::at).orElse(problem);
  }
}
