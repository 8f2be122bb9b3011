package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A Key Vault's refusal. Its body is not quite ARM's: {@code
 * {"error":{"code","message","innererror":{"code"}}}} (Key Vault REST reference, "Authentication,
 * requests and responses").
 */
final class VaultRefusal {
  private VaultRefusal() {}

  private static Answer of(int status, String code, String message, String inner) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error").put("code", code).put("message", message);
    if (!inner.isEmpty()) {
      error.putObject("innererror").put("code", inner);
    }
    return Answer.json(status, body);
  }

  static Answer bad(String message) {
    return of(400, "BadParameter", message, "");
  }

  /** The challenge by which clients learn whom to ask for a token, and for what. */
  static Answer unauthorized(String resource) {
    return of(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.", "")
        .with(
            "WWW-Authenticate",
            "Bearer authorization=\"https://login.windows.net/00000000-0000-0000-0000-00000000000e\""
                + ", resource=\""
                + resource
                + "\"");
  }

  static Answer forbidden(String action) {
    return of(
        403,
        "Forbidden",
        "Caller is not authorized to perform action on resource.\r\nAction: '"
            + action
            + "'\r\nDecisionReason: 'DeniedWithNoValidRBAC'",
        "ForbiddenByRbac");
  }

  static Answer disabled(String operation) {
    return of(
        403,
        "Forbidden",
        "Operation " + operation + " is not allowed on a disabled secret.",
        "SecretDisabled");
  }

  static Answer missing(String name) {
    return of(
        404,
        "SecretNotFound",
        "A secret with (name/id) "
            + name
            + " was not found in this key vault. If you recently deleted this secret you may be"
            + " able to recover it using the correct recovery command.",
        "");
  }

  static Answer notDeleted(String name) {
    return of(404, "SecretNotFound", "Deleted Secret not found: " + name, "");
  }

  /** The name of a deleted secret stays taken until it is recovered or purged. */
  static Answer deleted(String name) {
    return of(
        409,
        "Conflict",
        "Secret "
            + name
            + " is currently in a deleted but recoverable state, and its name cannot be reused; in"
            + " this state, the secret can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable");
  }

  static Answer notAllowed(String method) {
    return of(405, "MethodNotAllowed", "The method " + method + " is not allowed here.", "");
  }
}
