package dev.apimage.folder;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.TextSecrets;

/**
 * A secret position whose value lies in a Key Vault, which nothing has read yet.
 *
 * @param address the resource
 * @param key the position in it
 * @param rule the environment's line
 * @param source what the line names
 */
public record InVault(Address address, SecretKey key, SecretRule rule, SourceText.KeyVault source) {
  /** A person supplies a value, not what XML or JSON makes of it. */
  static Secret typed(Resource resource, SecretKey key, Secret value) {
    if (key.id().isEmpty()) {
      return value;
    }
    String written = key.position().in(resource.body()).asText();
    boolean policy =
        Kind.require(resource.address()).holdsPolicy() && key.position().toString().equals("value");
    return policy
        ? TextSecrets.asTyped(written, key.id(), value)
        : TextSecrets.asTypedInValue(written, key.id(), value);
  }
}
