package dev.apimage.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a header, parameter, property or variable says about its value. */
final class SecretNames {
  /** Whatever stands there in clear is a credential. */
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "api-key",
          "x-api-key",
          "x-auth-token",
          "x-access-token",
          "apikey",
          "x-apikey",
          "ocp-apim-subscription-key",
          "subscription-key",
          "x-functions-key",
          "x-functions-clientid-key");

  private static final Set<String> PARAMETERS =
      Set.of("sig", "code", "subscription-key", "api-key", "api_key", "apikey");

  /** Names of passwords and secrets: their values need not look random. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(?:.*[-_.]|.*[a-z0-9](?=[A-Z]))?(?i:password|passwd|passphrase|pwd|pass|client_?-?secret"
              + "|client_?assertion|secret|secret_?-?value|credentials?|connection_?-?string)");

  private static final Pattern KEY =
      Pattern.compile(
          "(?:.*[-_.]|.*[a-z0-9](?=[A-Z]))?(?i:(?:api|access|account|subscription|functions?"
              + "|master|admin|host|shared|signing|encryption|private|auth|secret|storage|service"
              + "|client|app|query|license|instrumentation|x)?[-_]?key|(?:api|access|refresh|auth"
              + "|bearer|id|sas|session|security|secret)?[-_]?token|authorization|auth|signature|sig"
              + "|jwt)");

  /** Keys and tokens that are no credentials. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i).*(?:public|partition|primary|foreign|sort|cache|counter|idempoten\\w+|row|object"
              + "|routing|rate|correlation|continuation|next|page|sync|csrf|xsrf|request"
              + "|cancellation|delta|lookup|resource|group|item|map|dictionary|composite|natural"
              + "|unique|instance)[-_]?(?:key|token)");

  private SecretNames() {}

  /** True for a header whose value is a credential whatever it looks like. */
  static boolean isHeader(String name) {
    return HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** True for a query parameter whose value is a credential whatever it looks like. */
  static boolean isParameter(String name) {
    return PARAMETERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** True for the name of something that is kept secret though it may look like any word. */
  static boolean isPassword(String name) {
    return PASSWORD.matcher(name).matches();
  }

  /** True for the name of something that is a secret if it looks random. */
  static boolean isKey(String name) {
    return isHeader(name) || (KEY.matcher(name).matches() && !HARMLESS.matcher(name).matches());
  }
}
