package dev.apimage.kind;

import java.util.regex.Pattern;

/** Tells what API Management made for itself by the shape of its name; no flag says so. */
public final class MadeByService {
  private static final Pattern NAMED_VALUE =
      Pattern.compile("Logger-Credentials-.*|[0-9a-fA-F]{24}");

  private MadeByService() {}

  /**
   * True for the display name of a named value that a logger's or cache's literal credential was
   * turned into.
   */
  public static boolean isNamedValue(String displayName) {
    return NAMED_VALUE.matcher(displayName).matches();
  }
}
