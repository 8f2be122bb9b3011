package dev.apimage.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for places: they say nothing of the value that stands there. */
public final class StructureId {
  private StructureId() {}

  /** The first eight hexadecimal digits of the SHA-256 of a structure. */
  public static String of(String structure) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(structure.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
