package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Key Vaults that the target's own identity must be able to read, since a resource refers to
 * one of their secrets (Microsoft Learn, "Use named values in Azure API Management policies" and
 * "Secure backend services using client certificate authentication").
 *
 * @param vault the vault's host
 * @param identity the client id of a user-assigned identity; empty for the system-assigned one
 */
public record VaultAccess(String vault, String identity) {
  private static final Position REFERENCE = Position.ROOT.property("keyVault");
  private static final Pattern SECRET =
      Pattern.compile("https://([^/:?#@\\s]+)(?::\\d+)?/secrets/", Pattern.CASE_INSENSITIVE);
  private static final int NAMED = 5;

  /** What a resource needs; empty if it refers to no vault. */
  public static Optional<VaultAccess> of(Resource resource) {
    JsonNode reference = REFERENCE.in(resource.body());
    Matcher secret = SECRET.matcher(reference.path("secretIdentifier").asText(""));
    // What is no address yet an environment has still to set; the service will say so.
    return secret.lookingAt()
        ? Optional.of(
            new VaultAccess(
                secret.group(1).toLowerCase(Locale.ROOT),
                reference.path("identityClientId").asText("")))
        : Optional.empty();
  }

  /** What somebody has to do so that the service can read the vault. */
  public String advice() {
    String name = vault.replaceFirst("\\..*", "");
    String who =
        identity.isEmpty()
            ? "Give the service's system-assigned identity"
            : "Assign the identity with the client id " + identity + " to the service, and give it";
    return who + " the role \"Key Vault Secrets User\" on the vault " + name + ".";
  }

  /** One note for each vault and identity that resources to be written need. */
  static List<Problem> notes(List<Change> changes) {
    Map<VaultAccess, List<Resource>> needed = new LinkedHashMap<>();
    for (Change change : changes) {
      change
          .desired()
          .filter(resource -> isNew(change))
          .ifPresent(
              resource ->
                  of(resource)
                      .ifPresent(
                          access ->
                              needed
                                  .computeIfAbsent(access, a -> new ArrayList<>())
                                  .add(resource)));
    }
    return needed.entrySet().stream().map(e -> note(e.getKey(), e.getValue())).toList();
  }

  /** A reference that the service has already is one that it can follow. */
  private static boolean isNew(Change change) {
    return change.action() == Action.CREATE
        || change.fields().stream()
            .anyMatch(
                field ->
                    !field.position().isRoot()
                        && field.position().steps().get(0).toString().equals("keyVault"));
  }

  private static Problem note(VaultAccess access, List<Resource> resources) {
    String names =
        resources.stream()
            .limit(NAMED)
            .map(resource -> resource.address().toString())
            .collect(Collectors.joining(", "));
    int more = resources.size() - NAMED;
    Problem note =
        Problem.note(
                Code.VAULT_ACCESS,
                "the service itself must be able to read secrets of "
                    + access.vault()
                    + ", for "
                    + names
                    + (more > 0 ? " and " + more + " more" : ""))
            .advise(access.advice());
    return resources.get(0).origin().spot(REFERENCE).map(note::at).orElse(note);
  }
}
