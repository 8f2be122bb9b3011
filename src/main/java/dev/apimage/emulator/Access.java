package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may do what, as Azure Resource Manager tells it before a service is asked. */
final class Access {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  /** Questions that are asked by POST: their permissions end in {@code read}. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "ApiManagementService_CheckNameAvailability",
          "ApiManagementService_GetDomainOwnershipIdentifier");

  private Access() {}

  /**
   * Without a bearer token nothing is answered. Any will do, unless some are the only ones.
   *
   * @param tokens the only ones; empty for any
   */
  static Handler signedIn(Set<String> tokens, Handler next) {
    return call -> {
      Optional<String> token = call.bearer();
      if (token.isEmpty()) {
        return challenge(
            call,
            "AuthenticationFailed",
            "Authentication failed. The 'Authorization' header is missing.",
            "The authentication failed because of missing 'Authorization' header.");
      }
      if (!tokens.isEmpty() && !tokens.contains(token.get())) {
        String text = "The access token is invalid.";
        return challenge(call, "InvalidAuthenticationToken", text, text);
      }
      return next.answer(call);
    };
  }

  /** ARM names the tenant where the path names a subscription; tools find it out that way. */
  private static Answer challenge(Call call, String code, String message, String description) {
    boolean tenant = call.segments().size() > 1 && call.segments().get(0).equals("subscriptions");
    return Answer.of(Refusal.arm(401, code, message))
        .with(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"https://login.windows.net/"
                + (tenant ? NOBODY : "")
                + "\", error=\"invalid_token\", error_description=\""
                + description
                + "\"");
  }

  /** One token may read and nothing else. */
  static Handler readOnly(String token, Handler next) {
    if (token.isEmpty()) {
      return next;
    }
    return call -> {
      boolean limited = call.bearer().filter(token::equals).isPresent();
      return !limited || reads(call) ? next.answer(call) : Answer.of(forbidden(call));
    };
  }

  private static boolean reads(Call call) {
    return switch (call.method()) {
      case "GET", "HEAD" -> true;
      case "POST" ->
          Contract.get()
              .match(call.segments())
              .map(template -> template.verbs().get("POST"))
              .filter(verb -> QUESTIONS.contains(verb.operation()))
              .isPresent();
      default -> false;
    };
  }

  private static Refusal forbidden(Call call) {
    boolean action = call.method().equals("POST");
    String path = call.rawPath();
    return Refusal.arm(
        403,
        "AuthorizationFailed",
        "The client '%s' with object id '%s' does not have authorization to perform action '%s'"
                .formatted(NOBODY, NOBODY, permission(call))
            + " over scope '"
            + (action ? Store.parent(path) : path)
            + "' or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
  }

  /**
   * The permission that a request needs: {@code Microsoft.ApiManagement/service/tags/write}, or
   * {@code …/subscriptions/listSecrets/action} (Microsoft Learn, "Azure permissions").
   */
  private static String permission(Call call) {
    List<String> path = new ArrayList<>(call.segments());
    Contract.get()
        .match(path)
        .ifPresent(
            template -> {
              for (int i = 0; i < path.size(); i++) {
                String declared = template.segments().get(i);
                path.set(i, declared.startsWith("{") ? path.get(i) : declared);
              }
            });
    int provider = path.indexOf("providers") + 1;
    if (provider == 0 || provider == path.size()) {
      return "Microsoft.Resources/write";
    }
    StringBuilder type = new StringBuilder(path.get(provider));
    for (int i = provider + 1; i < path.size(); i += 2) {
      type.append('/').append(path.get(i));
    }
    if (call.method().equals("POST") && (path.size() - provider) % 2 == 1) {
      type.append('/').append(path.get(path.size() - 1));
    }
    return type.append(
            switch (call.method()) {
              case "DELETE" -> "/delete";
              case "POST" -> "/action";
              default -> "/write";
            })
        .toString();
  }
}
