package dev.apimage.prove;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The forms in which a text can stand in other texts. */
final class Disguises {
  private static final int BITS = 6;

  private Disguises() {}

  /** All forms that differ from the ones before, by what they are. */
  static Map<String, String> of(String secret) {
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(secret, "");
    for (int shift = 0; shift < 3; shift++) {
      String base64 = base64(secret, shift);
      forms.putIfAbsent(base64, "base64");
      forms.putIfAbsent(base64.replace('+', '-').replace('/', '_'), "base64");
    }
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    for (String url : new String[] {form, form.replace("+", "%20"), sparing(form)}) {
      forms.putIfAbsent(url, "URL-encoded");
      forms.putIfAbsent(lower(url), "URL-encoded");
    }
    String xml = secret.replace("&", "&amp;").replace("<", "&lt;");
    forms.putIfAbsent(xml, "XML-escaped");
    forms.putIfAbsent(xml.replace(">", "&gt;"), "XML-escaped");
    for (String apostrophe : new String[] {"'", "&apos;", "&#39;", "&#x27;"}) {
      String quoted = xml.replace("\"", "&quot;").replace("'", apostrophe);
      forms.putIfAbsent(quoted, "XML-escaped");
      forms.putIfAbsent(quoted.replace(">", "&gt;"), "XML-escaped");
    }
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    forms.putIfAbsent(json, "JSON-escaped");
    forms.putIfAbsent(json.replace("/", "\\/"), "JSON-escaped");
    forms.putIfAbsent(unicode(secret, "\"&'<>+"), "JSON-escaped");
    forms.putIfAbsent(unicode(secret, "\"&'<>+=`"), "JSON-escaped");
    forms.putIfAbsent(unicode(json.replace("\\\"", "\""), "&'<>="), "JSON-escaped");
    return forms;
  }

  /**
   * The characters that stand for the text in the base64 of anything that holds it, {@code
   * user:password} for one: which they are depends on how many bytes come before.
   */
  private static String base64(String secret, int before) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (before * 8 + BITS - 1) / BITS;
    int last = shifted.length * 8 / BITS;
    return whole.substring(first, last);
  }

  /** What a URL may hold as it is stays. */
  private static String sparing(String encoded) {
    return encoded
        .replace("+", "%20")
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%7E", "~")
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%40", "@")
        .replace("%24", "$")
        .replace("%2C", ",")
        .replace("%3B", ";");
  }

  private static String lower(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
      int end = Math.min(i + 3, encoded.length());
      out.replace(i, end, encoded.substring(i, end).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static String unicode(String text, String which) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (which.indexOf(c) < 0) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      }
    }
    return out.toString();
  }
}
