package dev.apimage.folder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A resource's file name as a pure function of its name alone, so that two machines and two runs
 * always agree, and every name can be stored on Windows, macOS and Linux.
 *
 * <p>Kept are letters (if the whole name is NFC, since macOS normalises), digits and {@code -_.~
 * ()@,;=+!$'}; everything else, a dot at either end, a blank at the end and the first letter of a
 * Windows device name become {@code %XX}. What is longer than 120 bytes then, or looks as if it had
 * been, is cut to 100 bytes and ends in {@code ~} and 8 hex digits of the name's SHA-256; the name
 * itself is then the YAML's first key, {@code name}.
 */
public final class FileNames {
  private static final String KEPT = "-_.~ ()@,;=+!$'";
  private static final int LONGEST = 120;
  private static final int CUT = 100;

  /** Windows takes these for devices in any case, whatever follows the first dot. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$) *(\\..*)?", Pattern.DOTALL);

  private static final Pattern SHORTENED = Pattern.compile(".*~[0-9a-f]{8}", Pattern.DOTALL);

  private FileNames() {}

  /** The name's file name, without an extension. */
  public static String encode(String name) {
    String whole = escape(name);
    return isShortened(name) ? cut(whole) + "~" + hash(name) : whole;
  }

  /** True if the name cannot be told from its file name. */
  public static boolean isShortened(String name) {
    String whole = escape(name);
    return bytes(whole) > LONGEST || looksShortened(whole);
  }

  /**
   * The name that is written as this file name. Empty for what no name is written as, and for
   * shortened ones.
   *
   * @param fileName without its extension
   */
  public static Optional<String> decode(String fileName) {
    String normal = Normalizer.normalize(fileName, Normalizer.Form.NFC);
    return unescape(normal).filter(name -> encode(name).equals(normal));
  }

  /** True if a file name is the name's, in the composed or the decomposed form of macOS. */
  public static boolean isOf(String fileName, String name) {
    return Normalizer.normalize(fileName, Normalizer.Form.NFC).equals(encode(name));
  }

  private static boolean looksShortened(String whole) {
    return bytes(whole) > CUT - 4 && SHORTENED.matcher(whole).matches();
  }

  private static String escape(String name) {
    boolean normal = Normalizer.isNormalized(name, Normalizer.Form.NFC);
    boolean device = DEVICE.matcher(name).matches();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      boolean last = i + Character.charCount(c) == name.length();
      boolean kept =
          (c < 0x80
                  ? Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0
                  : normal && Character.isLetter(c))
              && !(c == '.' && (i == 0 || last))
              && !(c == ' ' && last)
              && !(device && i == 0);
      if (kept) {
        out.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format(Locale.ROOT, "%%%02X", b));
        }
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static Optional<String> unescape(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        int c = text.codePointAt(i);
        bytes.put(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c) - 1;
      } else if (text.length() > i + 2 && text.substring(i + 1, i + 3).matches("[0-9A-F]{2}")) {
        bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    try {
      return Optional.of(strict.decode(bytes.flip()).toString()).filter(s -> !s.isEmpty());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The longest start within the limit that ends neither in half a character nor half a %XX. */
  private static String cut(String whole) {
    int end = 0;
    int size = 0;
    while (end < whole.length()) {
      int step = whole.charAt(end) == '%' ? 3 : Character.charCount(whole.codePointAt(end));
      size += bytes(whole.substring(end, end + step));
      if (size > CUT) {
        break;
      }
      end += step;
    }
    return whole.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String hash(String name) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
