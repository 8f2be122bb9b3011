package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes the secrets out of what a service or another tool's file says, before anything else sees
 * it. What a kind's row names as secret is withheld whole, unless it is a reference to a person's
 * named value; secrets typed into texts are replaced in place, whichever property holds them.
 */
public final class Withholding {
  static final Position POLICY = Position.ROOT.property("value");

  private final ObjectNode body;
  private final Map<String, Secret> secrets = new HashMap<>();
  private final List<Withheld.Lifted> lifted = new ArrayList<>();

  private final Predicate<SecretKey> allowed;

  private Withholding(ObjectNode body, Predicate<SecretKey> allowed) {
    this.body = body;
    this.allowed = allowed;
  }

  /**
   * Withholds.
   *
   * @param kind what the tree is of
   * @param raw ARM's {@code properties}; left as it is
   */
  public static Withheld of(Kind kind, ObjectNode raw) {
    return of(kind, raw, (ObjectNode) Tokens.mapped(raw, Tokens::escape), "", key -> false);
  }

  /**
   * Withholds.
   *
   * @param address whose the tree is
   * @param raw ARM's {@code properties}; left as it is
   * @param allowance what stays although it looks secret
   */
  public static Withheld of(Address address, ObjectNode raw, Allowance allowance) {
    return of(
        Kind.require(address),
        raw,
        (ObjectNode) Tokens.mapped(raw, Tokens::escape),
        address.name(),
        key -> allowance.allows(address, key));
  }

  /**
   * Looks for secrets in clear in a tree that a file holds, where placeholders stand for
   * themselves.
   *
   * @param written the tree as a folder has it; left as it is
   */
  public static Withheld inFile(Address address, ObjectNode written) {
    Kind kind = Kind.require(address);
    return of(kind, written, written.deepCopy(), address.name(), key -> false);
  }

  private static Withheld of(
      Kind kind, ObjectNode raw, ObjectNode copy, String name, Predicate<SecretKey> allowed) {
    Withholding work = new Withholding(copy, allowed);
    for (SecretPosition secret : kind.secrets()) {
      if (secret.when().test(raw)) {
        work.slots(secret);
        work.withhold(SecretSpots.in(kind, secret, copy));
      } else if (Kind.isInVault(raw) && secret.isHidden()) {
        // What a service got out of the vault is not the resource's own.
        work.withhold(secret.path().in(copy));
      }
    }
    work.withhold(SecretSpots.unknown(kind, copy));
    work.lift(kind, raw.path("displayName").asText(name));
    return new Withheld(work.body, work.secrets, work.lifted);
  }

  /** What the service does not show is there all the same. */
  private void slots(SecretPosition secret) {
    if (secret.isHidden()) {
      for (Position slot : secret.path().slots(body)) {
        if (!slot.isIn(body) || slot.in(body).isNull()) {
          slot.set(body, TextNode.valueOf(Tokens.WHOLE));
        }
      }
    }
  }

  private void withhold(List<Position> found) {
    for (Position position : found) {
      JsonNode value = position.in(body);
      String text = value.asText();
      // A placeholder does not excuse what stands beside it.
      if (NamedValueReference.isNothingElse(
          Tokens.isIn(text) ? Tokens.fill(text, id -> "") : text)) {
        continue;
      }
      if (!text.contains("****") && allowed.test(new SecretKey(position, ""))) {
        continue;
      }
      if (!text.contains("****") && !NamedValueReference.isMadeByTheService(text)) {
        secrets.put(position.toString(), new Secret(Tokens.fill(text, id -> Tokens.WHOLE)));
      }
      position.set(body, TextNode.valueOf(Tokens.WHOLE));
    }
  }

  private void lift(Kind kind, String name) {
    Map<String, Integer> seen = new HashMap<>();
    TreeTexts.walk(
        body,
        name,
        (position, text, called, structure) -> {
          Predicate<String> stays = id -> allowed.test(new SecretKey(position, id));
          boolean policy = kind.holdsPolicy() && position.equals(POLICY);
          TextSecrets found =
              policy
                  ? TextSecrets.inPolicy(text, seen, stays)
                  : TextSecrets.inValue(text, called, structure, seen, stays);
          if (!found.withHoles().equals(text)) {
            position.set(body, TextNode.valueOf(found.withHoles()));
          }
          for (TextSecrets.Literal literal : found.literals()) {
            SecretKey key = new SecretKey(position, literal.id());
            if (!allowed.test(key)) {
              secrets.put(literal.id(), new Secret(literal.value()));
              lifted.add(
                  new Withheld.Lifted(
                      key, literal.rule(), literal.line(), literal.column(), policy));
            }
          }
        });
  }
}
