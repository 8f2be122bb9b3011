package dev.apimage.emulator;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** As much of ASN.1's distinguished encoding rules (X.690) as a certificate needs. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int UTF8_STRING = 0x0C;
  static final int UTC_TIME = 0x17;

  private Der() {}

  /** A value of one tag whose content is the pieces in their order. */
  static byte[] of(int tag, byte[]... pieces) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      content.writeBytes(piece);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    int length = content.size();
    if (length >= 0x80) {
      byte[] count = BigInteger.valueOf(length).toByteArray();
      int skip = count[0] == 0 ? 1 : 0;
      value.write(0x80 | (count.length - skip));
      value.write(count, skip, count.length - skip);
    } else {
      value.write(length);
    }
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }

  static byte[] text(int tag, String text) {
    return of(tag, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] integer(BigInteger number) {
    return of(0x02, number.toByteArray());
  }

  static byte[] yes() {
    return of(0x01, new byte[] {(byte) 0xFF});
  }

  /** A bit string without unused bits. */
  static byte[] bits(byte[] bytes) {
    return of(BIT_STRING, new byte[] {0}, bytes);
  }

  /** An object identifier in dotted form. */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >> shift != 0) {
          content.write(0x80 | ((arc >> shift) & 0x7F));
        }
      }
      content.write(arc & 0x7F);
    }
    return of(0x06, content.toByteArray());
  }
}
