package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;

/** A Key Vault's refusal, in words that say what to do about it. It never holds a value. */
final class VaultException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private VaultException(Problem problem, boolean missing) {
    super(problem);
    this.missing = missing;
  }

  /** True if the vault has no such secret. */
  boolean isMissing() {
    return missing;
  }

  static VaultException refused(VaultAddress vault, Request request, Reply reply) {
    JsonNode error = reply.body().path("error");
    String inner = inner(error);
    String what = vault.shown(request.url().getPath());
    return switch (reply.status()) {
      case 404 -> new VaultException(Problem.error(Code.VAULT, what + " is not there"), true);
      case 401 ->
          told(
              Code.NO_SIGN_IN,
              what + ": the vault does not accept the sign-in",
              "Sign in to the tenant of this vault.");
      case 403 -> forbidden(vault, request, what, inner, error);
      case 409 ->
          inner.equals("ObjectIsDeletedButRecoverable")
              ? taken(vault, request, what)
              : other(request, reply);
      default -> other(request, reply);
    };
  }

  /** Written {@code innererror} and {@code innerError} by different parts of the service. */
  private static String inner(JsonNode error) {
    JsonNode lower = error.path("innererror").path("code");
    return (lower.isMissingNode() ? error.path("innerError").path("code") : lower).asText("");
  }

  private static VaultException forbidden(
      VaultAddress vault, Request request, String what, String inner, JsonNode error) {
    if (inner.equals("SecretDisabled") || error.path("message").asText().contains("disabled")) {
      return told(Code.VAULT, what + " is disabled", "Enable it, or write a new version of it.");
    }
    if (inner.equals("ForbiddenByFirewall") || inner.equals("ForbiddenByConnection")) {
      return told(
          Code.VAULT,
          what + ": the vault's network rules refuse this machine",
          "Run it from a network that the vault " + vault.name() + " allows.");
    }
    boolean reads = request.method() == HttpMethod.GET;
    return told(
        Code.FORBIDDEN,
        what + ": the signed-in identity may not " + (reads ? "read" : "write") + " it",
        "Grant it the role \""
            + (reads ? "Key Vault Secrets User" : "Key Vault Secrets Officer")
            + "\" on the vault "
            + vault.name()
            + ", or the access policy "
            + (reads ? "Get" : "Get, List and Set")
            + " for secrets.");
  }

  private static VaultException taken(VaultAddress vault, Request request, String what) {
    String path = request.url().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String command = " --vault-name " + vault.name() + " --name " + name + ", then run this again";
    return told(
        Code.VAULT_NAME_TAKEN,
        what + " was deleted and can still be recovered, so that its name is taken",
        "Recover it: az keyvault secret recover" + command + " (or purge it).");
  }

  /** Its own words may repeat what was sent, so only its code is told. */
  private static VaultException other(Request request, Reply reply) {
    String code = ArmError.clean(reply.body().path("error").path("code").asText(""));
    return told(Code.REQUEST_FAILED, request + ": " + (reply.status() + " " + code).strip(), "");
  }

  private static VaultException told(Code code, String text, String advice) {
    return new VaultException(Problem.error(code, text).advise(advice), false);
  }
}
