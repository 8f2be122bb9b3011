package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All versions of one secret of a vault, oldest first, and whether it is softly deleted. */
final class VaultSecret {
  /** Soft delete keeps a secret this long (Microsoft Learn, "Azure Key Vault soft-delete"). */
  private static final long RETENTION_SECONDS = 90L * 24 * 60 * 60;

  private static final String RECOVERY_LEVEL = "Recoverable+Purgeable";

  private final String vault;
  private final String name;
  private final List<Version> versions = new ArrayList<>();
  private Optional<Instant> deleted = Optional.empty();

  /** One version: what was sent, and when. */
  private record Version(String id, ObjectNode sent, long created, long updated) {
    boolean isEnabled() {
      return sent.path("attributes").path("enabled").asBoolean(true);
    }

    /** Names no content. */
    @Override
    public String toString() {
      return "Version[" + id + "]";
    }
  }

  /**
   * A secret without a version yet.
   *
   * @param vault the vault's name
   */
  VaultSecret(String vault, String name) {
    this.vault = vault;
    this.name = name;
  }

  /** A secret as {@link #saved} told it. */
  static VaultSecret restored(JsonNode saved) {
    VaultSecret secret = new VaultSecret(Json.text(saved, "vault"), Json.text(saved, "name"));
    for (JsonNode version : saved.path("versions")) {
      secret.versions.add(
          new Version(
              Json.text(version, "id"),
              version.withObject("/sent"),
              version.path("created").asLong(),
              version.path("updated").asLong()));
    }
    if (saved.has("deleted")) {
      secret.deleted = Optional.of(Instant.ofEpochSecond(saved.path("deleted").asLong()));
    }
    return secret;
  }

  /** The whole secret, values included, for a file that outlives the emulator. */
  ObjectNode saved() {
    ObjectNode saved = Json.object().put("vault", vault).put("name", name);
    ArrayNode all = saved.putArray("versions");
    for (Version version : versions) {
      all.addObject()
          .put("id", version.id())
          .put("created", version.created())
          .put("updated", version.updated())
          .set("sent", version.sent());
    }
    deleted.ifPresent(when -> saved.put("deleted", when.getEpochSecond()));
    return saved;
  }

  String vault() {
    return vault;
  }

  String name() {
    return name;
  }

  boolean isDeleted() {
    return deleted.isPresent();
  }

  void delete() {
    deleted = Optional.of(Instant.now());
  }

  void recover() {
    deleted = Optional.empty();
  }

  void add(ObjectNode sent) {
    long now = Instant.now().getEpochSecond();
    versions.add(new Version(Keys.hex32(), sent, now, now));
  }

  /** Attributes and tags of a version that is there; a value cannot be changed. */
  void update(String version, JsonNode changes) {
    int at = versions.indexOf(find(version).orElseThrow());
    Version old = versions.get(at);
    ObjectNode sent = old.sent().deepCopy();
    ObjectNode allowed = Json.object();
    for (String property : List.of("contentType", "attributes")) {
      if (changes.hasNonNull(property)) {
        allowed.set(property, changes.get(property));
      }
    }
    Json.merge(sent, allowed);
    if (changes.hasNonNull("tags")) {
      sent.set("tags", changes.get("tags"));
    }
    versions.set(at, new Version(old.id(), sent, old.created(), Instant.now().getEpochSecond()));
  }

  boolean has(String version) {
    return find(version).isPresent();
  }

  boolean isEnabled(String version) {
    return find(version).map(Version::isEnabled).orElse(false);
  }

  /** A version by its id; the newest for an empty one. */
  private Optional<Version> find(String version) {
    return version.isEmpty()
        ? Optional.of(versions.get(versions.size() - 1))
        : versions.stream().filter(v -> v.id().equalsIgnoreCase(version)).findFirst();
  }

  /** A version with its value. */
  ObjectNode bundle(String version) {
    Version found = find(version).orElseThrow();
    ObjectNode bundle = Json.object();
    bundle.set("value", found.sent().get("value"));
    return described(bundle, found, "/" + found.id());
  }

  /** The newest version without its value, as a list shows it. */
  ObjectNode item() {
    return described(Json.object(), find("").orElseThrow(), "");
  }

  /** Every version without its value. */
  List<ObjectNode> items() {
    return versions.stream().map(v -> described(Json.object(), v, "/" + v.id())).toList();
  }

  /** As the deleted secrets show it, with what recovers it. */
  ObjectNode deletedItem(boolean whole) {
    Instant when = deleted.orElseThrow();
    ObjectNode item = whole ? bundle("") : item();
    item.remove("value");
    return item.put("recoveryId", address() + "/deletedsecrets/" + name)
        .put("deletedDate", when.getEpochSecond())
        .put("scheduledPurgeDate", when.getEpochSecond() + RETENTION_SECONDS);
  }

  private String address() {
    return "https://" + vault + ".vault.azure.net";
  }

  private ObjectNode described(ObjectNode to, Version version, String tail) {
    to.put("id", address() + "/secrets/" + name + tail);
    if (version.sent().hasNonNull("contentType")) {
      to.set("contentType", version.sent().get("contentType"));
    }
    ObjectNode attributes = to.putObject("attributes");
    attributes.put("enabled", version.isEnabled());
    for (String time : List.of("nbf", "exp")) {
      JsonNode said = version.sent().path("attributes").path(time);
      if (said.isNumber()) {
        attributes.set(time, said);
      }
    }
    attributes.put("created", version.created()).put("updated", version.updated());
    attributes.put("recoveryLevel", RECOVERY_LEVEL).put("recoverableDays", 90);
    if (version.sent().path("tags").isObject()) {
      to.set("tags", version.sent().get("tags"));
    }
    return to;
  }
}
