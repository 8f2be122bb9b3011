package dev.apimage.plan;

import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretKey;
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
            .advise("Add to the environment file, under secrets:\n    " + line());
    return spot.map(problem::at).orElse(problem);
  }
}
