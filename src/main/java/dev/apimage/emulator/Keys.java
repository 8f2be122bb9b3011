package dev.apimage.emulator;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names and keys that the service makes up. */
final class Keys {
  /** The date that the emulator gives everything: there is nothing to learn from a real one. */
  static final String EPOCH = "2026-01-01T00:00:00Z";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  /** A generated entity name. */
  static String hex24() {
    return hex(12);
  }

  /** A subscription key: 32 hex digits. */
  static String hex32() {
    return hex(16);
  }

  private static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
