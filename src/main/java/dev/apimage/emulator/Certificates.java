package dev.apimage.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An authority and a server certificate for the loopback names, made anew at each start (RFC 5280).
 * The JDK can sign but not build a certificate, hence the encoding by hand.
 */
final class Certificates {
  private static final byte[] ECDSA = Der.of(Der.SEQUENCE, Der.oid("1.2.840.10045.4.3.2"));
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final char[] PASSWORD = "emulated".toCharArray();

  private final SSLContext context;
  private final String authority;

  private Certificates(SSLContext context, String authority) {
    this.context = context;
    this.authority = authority;
  }

  SSLContext context() {
    return context;
  }

  /** The authority's certificate as PEM, for a client's trust store. */
  String authority() {
    return authority;
  }

  static Certificates make() {
    try {
      KeyPair root = keys();
      KeyPair leaf = keys();
      byte[] rootName = name("apimage emulator authority");
      byte[] rootDer = certificate(rootName, rootName, root, root.getPublic(), true);
      byte[] leafDer = certificate(rootName, name("localhost"), root, leaf.getPublic(), false);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Certificate[] chain = {
        factory.generateCertificate(new ByteArrayInputStream(leafDer)),
        factory.generateCertificate(new ByteArrayInputStream(rootDer))
      };
      return new Certificates(context(leaf, chain), pem(rootDer));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private static SSLContext context(KeyPair leaf, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("emulator", leaf.getPrivate(), PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] certificate(
      byte[] issuer, byte[] subject, KeyPair signer, PublicKey key, boolean isAuthority)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] body =
        Der.of(
            Der.SEQUENCE,
            Der.of(0xA0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(Keys.hex24(), 16).setBit(94)),
            ECDSA,
            issuer,
            Der.of(
                Der.SEQUENCE,
                Der.text(Der.UTC_TIME, TIME.format(now.minus(1, ChronoUnit.DAYS))),
                Der.text(Der.UTC_TIME, TIME.format(now.plus(30, ChronoUnit.DAYS)))),
            subject,
            key.getEncoded(),
            Der.of(0xA3, extensions(signer.getPublic(), key, isAuthority)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(signer.getPrivate());
    signature.update(body);
    return Der.of(Der.SEQUENCE, body, ECDSA, Der.bits(signature.sign()));
  }

  private static byte[] extensions(PublicKey signer, PublicKey key, boolean isAuthority)
      throws GeneralSecurityException {
    byte[] subjectKey = extension("2.5.29.14", false, Der.of(Der.OCTET_STRING, digest(key)));
    byte[] authorityKey =
        extension("2.5.29.35", false, Der.of(Der.SEQUENCE, Der.of(0x80, digest(signer))));
    if (isAuthority) {
      return Der.of(
          Der.SEQUENCE,
          subjectKey,
          extension("2.5.29.19", true, Der.of(Der.SEQUENCE, Der.yes())),
          extension("2.5.29.15", true, Der.of(Der.BIT_STRING, new byte[] {1, 0x06})));
    }
    byte[] names =
        Der.of(
            Der.SEQUENCE,
            Der.text(0x82, "localhost"),
            Der.of(0x87, new byte[] {127, 0, 0, 1}),
            Der.of(0x87, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    return Der.of(
        Der.SEQUENCE,
        subjectKey,
        authorityKey,
        extension("2.5.29.19", true, Der.of(Der.SEQUENCE)),
        extension("2.5.29.15", true, Der.of(Der.BIT_STRING, new byte[] {7, (byte) 0x80})),
        extension("2.5.29.37", false, Der.of(Der.SEQUENCE, Der.oid("1.3.6.1.5.5.7.3.1"))),
        extension("2.5.29.17", false, names));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    byte[] wrapped = Der.of(Der.OCTET_STRING, value);
    return critical
        ? Der.of(Der.SEQUENCE, Der.oid(oid), Der.yes(), wrapped)
        : Der.of(Der.SEQUENCE, Der.oid(oid), wrapped);
  }

  private static byte[] digest(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }

  private static byte[] name(String commonName) {
    return Der.of(
        Der.SEQUENCE,
        Der.of(
            Der.SET,
            Der.of(Der.SEQUENCE, Der.oid("2.5.4.3"), Der.text(Der.UTF8_STRING, commonName))));
  }

  private static String pem(byte[] der) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(64, newline).encodeToString(der);
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
