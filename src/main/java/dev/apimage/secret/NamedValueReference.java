package dev.apimage.secret;

import dev.apimage.kind.MadeByService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that only refer to named values. The names that the service gives to the named values it
 * makes for loggers and caches are told by their shape; a reference to one of those hides a secret
 * that no other service has.
 */
public final class NamedValueReference {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]*)\\}\\}");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)\\s*(Basic|Bearer|Digest|Negotiate|DPoP|Token|ApiKey|SharedAccessKey|"
              + "SharedAccessSignature|SharedKey|SharedKeyLite|AWS4-HMAC-SHA256|HOBA|Mutual)?\\s*");

  private NamedValueReference() {}

  /** True if only white space and a scheme word are left without references to people's values. */
  public static boolean isNothingElse(String text) {
    return !isMadeByTheService(text)
        && SCHEME.matcher(REFERENCE.matcher(text).replaceAll("")).matches();
  }

  /** True if a reference in the text names what the service made for itself. */
  static boolean isMadeByTheService(String text) {
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      if (MadeByService.isNamedValue(reference.group(1).strip())) {
        return true;
      }
    }
    return false;
  }
}
