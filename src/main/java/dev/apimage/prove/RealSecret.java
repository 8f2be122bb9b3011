package dev.apimage.prove;

import dev.apimage.model.Secret;
import java.util.Objects;

/**
 * A secret that a service really has.
 *
 * @param kind what sort of secret, in words, such as {@code subscription keys}
 * @param place where it stands: {@code subscriptions/acme primaryKey}
 * @param value the secret itself
 */
public record RealSecret(String kind, String place, Secret value) {
  public RealSecret {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(value, "value");
  }
}
