package dev.apimage.canary;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Looks for secrets in whatever a run left behind: plain, in base64 at each alignment, URL-encoded,
 * XML-escaped and JSON-escaped. A piece of {@value #WINDOW} bytes is a find, so that a message that
 * quotes half a secret is one too.
 */
final class Hunt {
  private static final int WINDOW = 12;
  private static final long PRIME = 0x100000001B3L;
  private static final long FIBONACCI = 0x9E3779B97F4A7C15L;
  private static final Pattern LOOSE =
      Pattern.compile(".*[/\\\\]objects[/\\\\][0-9a-f]{2}[/\\\\][0-9a-f]{38}");

  /** Bits of hashes that are in the map, so that most of a text is passed without a look at it. */
  private static final int FILTER = 1 << 20;

  private final Map<Long, List<Piece>> pieces = new HashMap<>();
  private final BitSet filter = new BitSet(FILTER);

  // Never compared as a whole, and there are tens of thousands of them.
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(String where, String encoding, byte[] bytes) {
    @Override
    public String toString() {
      return where + " (" + encoding + ")";
    }
  }

  Hunt(Collection<Canaries.Canary> canaries) {
    for (Canaries.Canary canary : canaries) {
      encodings(canary.value())
          .forEach((encoding, texts) -> texts.forEach(t -> add(canary.where(), encoding, t)));
    }
  }

  /** The written forms of a secret, by encoding. */
  static Map<String, List<String>> encodings(String secret) {
    return Map.of(
        "plain", List.of(secret),
        "base64", base64(secret),
        "URL", List.of(URLEncoder.encode(secret, StandardCharsets.UTF_8)),
        "XML",
            List.of(
                secret
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")),
        "JSON", List.of(unquoted(TextNode.valueOf(secret).toString())));
  }

  private static String unquoted(String json) {
    return json.substring(1, json.length() - 1);
  }

  /** What base64 makes of a secret behind zero, one and two bytes, without the ends. */
  private static List<String> base64(String secret) {
    List<String> all = new ArrayList<>();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      byte[] longer = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, longer, before, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(longer);
      int from = before == 0 ? 0 : before + 1;
      String sure =
          text.substring(from, longer.length % 3 == 0 ? text.length() : text.length() - 1);
      all.add(sure);
      all.add(sure.replace('+', '-').replace('/', '_'));
    }
    return all;
  }

  private void add(String where, String encoding, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + WINDOW <= bytes.length; i++) {
      byte[] window = Arrays.copyOfRange(bytes, i, i + WINDOW);
      filter.set(bit(hash(window)));
      pieces
          .computeIfAbsent(hash(window), h -> new ArrayList<>(1))
          .add(new Piece(where, encoding, window));
    }
  }

  private static int bit(long hash) {
    return (int) ((hash * FIBONACCI) >>> 44);
  }

  private static long hash(byte[] window) {
    long hash = 0;
    for (byte b : window) {
      hash = hash * PRIME + b;
    }
    return hash;
  }

  /** Where the secrets were put of which a text holds a piece, and how it is written there. */
  Set<String> in(byte[] text) {
    TreeSet<String> found = new TreeSet<>();
    long highest = 1;
    for (int i = 1; i < WINDOW; i++) {
      highest *= PRIME;
    }
    long hash = 0;
    for (int i = 0; i < text.length; i++) {
      if (i >= WINDOW) {
        hash -= text[i - WINDOW] * highest;
      }
      hash = hash * PRIME + text[i];
      if (i >= WINDOW - 1 && filter.get(bit(hash))) {
        for (Piece piece : pieces.getOrDefault(hash, List.of())) {
          int from = i - WINDOW + 1;
          if (Arrays.equals(text, from, i + 1, piece.bytes(), 0, WINDOW)) {
            found.add(piece.toString());
          }
        }
      }
    }
    return found;
  }

  /** The same for characters. */
  Set<String> in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same for every file below a folder, its name included; Git's objects are inflated.
   *
   * @return file and find
   */
  Set<String> below(Path folder) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        String name = folder.relativize(path).toString();
        in(name).forEach(find -> found.add(name + " (name): " + find));
        if (Files.isRegularFile(path)) {
          in(content(path)).forEach(find -> found.add(name + ": " + find));
        }
      }
    }
    return found;
  }

  private static byte[] content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (file.getFileName().toString().endsWith(".pack")) {
      return packed(file);
    }
    if (!LOOSE.matcher(file.toString()).matches()) {
      return bytes;
    }
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      in.transferTo(inflated);
    }
    return inflated.toByteArray();
  }

  private static byte[] packed(Path pack) throws IOException {
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    Path git = pack.getParent().getParent().getParent();
    try (FileRepository repository = new FileRepository(git.toFile());
        ObjectReader reader = repository.newObjectReader()) {
      for (Pack each : repository.getObjectDatabase().getPacks()) {
        for (PackIndex.MutableEntry entry : each) {
          inflated.write(reader.open(entry.toObjectId()).getBytes());
          inflated.write('\n');
        }
      }
    }
    return inflated.toByteArray();
  }
}
