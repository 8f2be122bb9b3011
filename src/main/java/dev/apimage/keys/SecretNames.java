package dev.apimage.keys;

import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a key's Key Vault secret is named. Key Vault allows letters, digits and hyphens, at most 127
 * of them, and does not tell cases apart ("Azure Key Vault keys, secrets, and certificates
 * overview"), so that other characters become hyphens and long names end in a hash.
 */
public final class SecretNames {
  /** What is used unless somebody says otherwise. */
  public static final String DEFAULT = "apim-{service}-{subscription}-{key}";

  private static final int LONGEST = 127;
  private static final int HASH = 8;

  private final String pattern;
  private final String service;

  /**
   * Names after a pattern.
   *
   * @param pattern with {@code {subscription}} and {@code {key}}, which is primary or secondary;
   *     {@code {service}} may stand in it
   * @throws ProblemException {@link Code#USAGE} if it would name all keys alike or no secret
   */
  public SecretNames(String pattern, String service) {
    String fixed =
        pattern.replace("{service}", "").replace("{subscription}", "").replace("{key}", "");
    if (!pattern.contains("{subscription}")
        || !pattern.contains("{key}")
        || !fixed.matches("[0-9A-Za-z-]{0,60}")) {
      throw new ProblemException(
          Problem.error(Code.USAGE, "\"" + pattern + "\" cannot name the Key Vault secrets")
              .advise(
                  "It needs {subscription} and {key}, may have {service}, and otherwise letters,"
                      + " digits and hyphens, such as "
                      + DEFAULT
                      + "."));
    }
    this.pattern = pattern;
    this.service = service;
  }

  /** The pattern. */
  public String pattern() {
    return pattern;
  }

  /** The secret's name for one key of a subscription. */
  public String of(String subscription, Which key) {
    String around =
        pattern
            .replace("{service}", allowed(service))
            .replace("{key}", key.name().toLowerCase(Locale.ROOT));
    int room = LONGEST - around.replace("{subscription}", "").length();
    String name = allowed(subscription);
    if (name.length() > room) {
      name = name.substring(0, room - HASH - 1) + "-" + hash(subscription);
    }
    return around.replace("{subscription}", name);
  }

  private static String allowed(String text) {
    return text.replaceAll("[^0-9A-Za-z-]", "-");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes sure that no two keys of a service have one name.
   *
   * @throws ProblemException {@link Code#SECRET_NAME_CLASH}, one for each name
   */
  public void check(List<Subscription> subscriptions) {
    Map<String, String> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<Problem> problems = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      for (Which key : Which.values()) {
        String name = of(subscription.name(), key);
        String other = taken.putIfAbsent(name, subscription.name());
        if (other != null) {
          problems.add(
              Problem.error(
                      Code.SECRET_NAME_CLASH,
                      "keys of subscriptions/"
                          + other
                          + " and subscriptions/"
                          + subscription.name()
                          + " would both be the Key Vault secret "
                          + name)
                  .advise("Choose another --secret-name, or rename one of the subscriptions."));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
