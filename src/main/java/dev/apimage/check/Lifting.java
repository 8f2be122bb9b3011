package dev.apimage.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.MadeByService;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.TextSecrets;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lifts secrets out of policies into secret named values. The value itself goes nowhere: it has to
 * be put into the environment's source by hand. Equal secrets share one named value.
 */
public final class Lifting {
  private static final Position POLICY = Position.ROOT.property("value");

  private final Allowance allowance;
  private final Set<String> taken = new HashSet<>();
  private final Map<Secret, Address> names = new HashMap<>();
  private final List<Resource> namedValues = new ArrayList<>();
  private final List<Checked.Fix> fixes = new ArrayList<>();
  private final List<Problem> refusals = new ArrayList<>();

  /**
   * Begins.
   *
   * @param folder whose named values must not be taken for others
   */
  public Lifting(Snapshot folder, Allowance allowance) {
    this.allowance = allowance;
    for (Resource value : folder.in(null, Kind.NAMED_VALUE.collection())) {
      taken.add(value.address().name().toLowerCase(Locale.ROOT));
      taken.add(value.body().path("displayName").asText("").toLowerCase(Locale.ROOT));
    }
  }

  /** True if a resource has a policy that could be lifted from. */
  public static boolean concerns(Resource resource) {
    return Kind.require(resource.address()).holdsPolicy()
        && resource.body().path("value").isTextual();
  }

  /**
   * Lifts what can be lifted out of one policy.
   *
   * @param policy its address
   * @param text its file, byte for byte
   * @param spot where it lies
   * @return the file with references; the same where nothing was lifted
   */
  public String lift(Address policy, String text, Spot spot) {
    StringBuilder lifted = new StringBuilder();
    int done = 0;
    for (TextSecrets.Literal literal : TextSecrets.inPolicy(text).literals()) {
      if (allowance.allows(policy, new SecretKey(POLICY, literal.id()))) {
        continue;
      }
      Secret secret = new Secret(literal.value());
      String name = names.containsKey(secret) ? names.get(secret).name() : free(policy, literal);
      Optional<String> why = Liftable.whyNot(text, literal, name);
      if (why.isPresent()) {
        refusals.add(refusal(policy, literal, why.get(), spot));
        continue;
      }
      Address value = names.computeIfAbsent(secret, s -> namedValue(name));
      lifted.append(text, done, literal.offset()).append("{{").append(name).append("}}");
      done = literal.offset() + literal.value().length();
      fixes.add(new Checked.Fix(policy + "#" + literal.id(), value.toString(), source(value)));
    }
    return lifted.append(text, done, text.length()).toString();
  }

  /** {@code orders-authorization}: who uses it, and what for. */
  private String free(Address policy, TextSecrets.Literal literal) {
    List<String> segments = policy.segments();
    String owner =
        segments.size() < 2
            ? "global"
            : segments.get(segments.size() - (policy.isSingleton() ? 2 : 1));
    String base = plain(owner) + "-" + plain(literal.rule().replaceFirst("^.* (?=\\S+$)", ""));
    String name = base;
    for (int i = 2; taken.contains(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  /** What a named value's name may hold; what else the words of a rule have is left out. */
  private static String plain(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    String some = plain.isEmpty() ? "secret" : plain;
    return MadeByService.isNamedValue(some)
        ? some + "-owner"
        : some.substring(0, Math.min(60, some.length()));
  }

  private Address namedValue(String name) {
    taken.add(name.toLowerCase(Locale.ROOT));
    Address address = Address.of(Kind.NAMED_VALUE.collection(), name);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("displayName", name).put("secret", true).put("value", Tokens.WHOLE);
    namedValues.add(Resource.of(address, body));
    return address;
  }

  private static String source(Address value) {
    String variable = value.name().replaceAll("[^A-Za-z0-9]+", "_").toUpperCase(Locale.ROOT);
    return value + ": ${env:" + variable + "}";
  }

  private static Problem refusal(
      Address policy, TextSecrets.Literal literal, String why, Spot spot) {
    return Problem.warning(
            Code.NOT_LIFTED,
            policy + "#" + literal.id() + " cannot be lifted into a named value: " + why)
        .at(new Spot(spot.file(), literal.line(), literal.column()))
        .advise("Change the policy by hand.");
  }

  /** The named values that the policies now refer to. */
  public List<Resource> namedValues() {
    return List.copyOf(namedValues);
  }

  /** What was lifted, in order. */
  public List<Checked.Fix> fixes() {
    return List.copyOf(fixes);
  }

  /** What could not be lifted, and why. */
  public List<Problem> refusals() {
    return List.copyOf(refusals);
  }
}
