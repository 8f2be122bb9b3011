package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Named values, "properties" to the service (REST reference, Named Value – Create Or Update). A
 * secret one never shows its value; a renamed one rewrites the policies that mention it.
 */
final class NamedValueBehaviour extends Behaviour {
  private static final Pattern DISPLAY_NAME = Pattern.compile("[A-Za-z0-9\\-._]+");
  private static final int LONGEST_VALUE = 4096;

  NamedValueBehaviour() {
    super("Property");
  }

  /** The named value of this display name in the place's scope. */
  static Optional<Entity> find(Place place, String displayName) {
    Store store = place.store();
    List<String> found = store.index().withValue(place.scope() + "namedValues", displayName);
    return found.isEmpty() ? Optional.empty() : store.get(found.get(0));
  }

  @Override
  void check(Change change) {
    ObjectNode value = change.properties();
    String displayName = change.text("displayName");
    if (!DISPLAY_NAME.matcher(displayName).matches()) {
      throw Refusal.field(
          "displayName",
          "Name may contain only letters, digits, periods, dash, and underscore characters.");
    }
    boolean toKeyVault = change.sent().hasNonNull("keyVault");
    boolean wasSecret = change.stored().path("secret").asBoolean();
    Json.defaultTo(value, "secret", toKeyVault);
    if (toKeyVault) {
      keyVault(change);
    } else if (change.sent().hasNonNull("value")) {
      value.remove("keyVault");
    } else if (wasSecret) {
      change.keepHidden("keyVault");
      change.keepHidden("value");
    }
    if (!change.has("value") && !change.has("keyVault")) {
      throw Refusal.field("value", "Either Value or Keyvault must be provided.");
    }
    if (change.has("value") && change.text("value").isBlank()) {
      throw Refusal.field("value", "'Value' must not be empty.");
    }
    if (change.text("value").length() > LONGEST_VALUE) {
      throw Refusal.field("value", "'Value' must be between 1 and 4096 characters.");
    }
    unique(change, displayName);
  }

  private static void keyVault(Change change) {
    ObjectNode value = change.properties();
    ObjectNode vault = (ObjectNode) value.get("keyVault");
    if (!Json.text(vault, "secretIdentifier").matches("https://[^/]+/secrets/[^/]+(/[^/]*)?")) {
      throw Refusal.field("keyVault", "'secretIdentifier' is not the address of a secret.");
    }
    if (change.sent().hasNonNull("value")) {
      throw Refusal.field("value", "'value' and 'keyVault' must not be given together.");
    }
    value.remove("value");
    value.put("secret", true);
    vault.putObject("lastStatus").put("code", "Success").put("timeStampUtc", Keys.EPOCH);
  }

  private static void unique(Change change, String displayName) {
    find(change.place(), displayName)
        .filter(other -> !other.path().equalsIgnoreCase(change.place().path()))
        .ifPresent(
            other -> {
              throw new Late(Refusal.field("name", "Property with the same name already exist."));
            });
  }

  @Override
  void stored(Change change, Entity after) {
    String before = Json.text(change.stored(), "displayName");
    String now = change.text("displayName");
    if (before.isEmpty() || before.equals(now)) {
      return;
    }
    for (String path : Usage.policies(change.place(), PolicyReference.Type.NAMED_VALUE, before)) {
      Entity policy = change.store().get(path.substring(1)).orElseThrow();
      ObjectNode properties = policy.properties();
      String text = PolicyStore.renamed(Json.text(properties, "value"), before, now);
      properties.put("value", text);
      change.store().put(policy.path(), properties, PolicyStore.references(text));
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    String displayName = Json.text(entity.properties(), "displayName");
    List<String> users =
        new ArrayList<>(Usage.policies(place, PolicyReference.Type.NAMED_VALUE, displayName));
    users.addAll(Usage.texts(place, "{{" + displayName + "}}", "backends", "loggers", "caches"));
    Usage.refuse(users, "The Property '" + displayName + "'");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    if (properties.path("secret").asBoolean()) {
      properties.remove("value");
    }
    properties.put("provisioningState", "Succeeded");
  }

  /** A PUT tells the newer shape, a PATCH the older one, so that clients meet both. */
  @Override
  Lro lro(Change change) {
    return change.patches() ? Lro.ACCEPTED : Lro.IN_PROGRESS;
  }
}
