package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Refusal.Detail;
import java.util.ArrayList;
import java.util.List;

/** Policy documents and fragments on their way in: stored form, size, and what they refer to. */
final class PolicyText {
  private PolicyText() {}

  /** Replaces the value that was sent with the text as it is stored. */
  static void store(Change change, PolicyRoot root) {
    ObjectNode properties = change.properties();
    String format = change.has("format") ? Store.lower(change.text("format")) : "xml";
    if (format.endsWith("-link")) {
      throw Refusal.leftOut("policies from an address (format " + format + ")");
    }
    boolean raw = format.equals("rawxml");
    if (!raw && !format.equals("xml")) {
      throw Refusal.field("format", "The value '" + format + "' is not a policy format.");
    }
    String sku = change.place().service().sku();
    String sent = change.text("value");
    try {
      PolicyTiers.size(sku, sent);
      properties.put("value", PolicyStore.stored(sent, raw, root));
    } catch (PolicyRefused refused) {
      throw refusal(refused, root);
    }
    PolicyTiers.policies(sku, PolicyStore.raw(sent, raw));
    properties.remove("format");
  }

  private static Refusal refusal(PolicyRefused refused, PolicyRoot root) {
    return root == PolicyRoot.FRAGMENT && refused.isSyntax()
        ? Refusal.invalid("The policy fragment is not a valid XML: " + refused.getMessage())
        : Refusal.field(refused.target(), refused.getMessage());
  }

  /** What the sent text refers to; every missing one is a detail of one refusal. */
  static List<PolicyReference> mentions(Change change) {
    boolean raw = Json.text(change.sent(), "format").equalsIgnoreCase("rawxml");
    List<PolicyReference> mentions = PolicyStore.references(Json.text(change.sent(), "value"), raw);
    List<Detail> missing = new ArrayList<>();
    for (PolicyReference mention : mentions) {
      String problem = problem(change.place(), mention);
      if (!problem.isEmpty()) {
        missing.add(
            new Detail(
                mention.element(),
                "Error in element '"
                    + mention.element()
                    + "' on line "
                    + mention.line()
                    + ", column "
                    + mention.column()
                    + ": "
                    + problem));
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.fields(missing);
    }
    return mentions;
  }

  private static String problem(Place place, PolicyReference mention) {
    String id = mention.id();
    if (id.contains("{{")) {
      return "";
    }
    String scope = place.scope();
    Store store = place.store();
    return switch (mention.type()) {
      case NAMED_VALUE ->
          NamedValueBehaviour.find(place, id).isPresent()
              ? ""
              : "Cannot find a property '" + id + "'";
      case BACKEND ->
          store.has(scope + "backends/" + id)
              ? ""
              : "Backend with id '" + id + "' could not be found.";
      case FRAGMENT ->
          store.has(scope + "policyFragments/" + id)
              ? ""
              : "Policy fragment with id '" + id + "' could not be found.";
      case CERTIFICATE ->
          store.has(scope + "certificates/" + id)
              ? ""
              : "Certificate with id '" + id + "' not found.";
      case THUMBPRINT ->
          CertificateBehaviour.isThere(place, id)
              ? ""
              : "Certificate with thumbprint '" + id + "' not found.";
      case LOGGER ->
          store.has(scope + "loggers/" + id)
              ? ""
              : "Logger with id '" + id + "' could not be found.";
      case SCHEMA ->
          store.has(scope + "schemas/" + id)
              ? ""
              : "Schema with id '" + id + "' could not be found.";
    };
  }

  /** The text in the form a client asked for. */
  static void show(ObjectNode properties, boolean raw) {
    if (!raw) {
      properties.put("value", PolicyStore.escaped(Json.text(properties, "value")));
    }
  }
}
