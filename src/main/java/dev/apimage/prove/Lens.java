package dev.apimage.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at contents through a window of fixed size, which moves on so that nothing on an edge is
 * missed. A content that fits in is looked at as a whole, as every policy does. Not safe for use by
 * several threads.
 */
final class Lens {
  private static final int WINDOW = 4 << 20;
  private static final int OVERLAP = 64 << 10;

  /** Where a name itself holds a secret; it would repeat it. */
  private static final String HIDDEN = "the name of a file, folder, branch or tag";

  /** As Git decides what is text. */
  private static final int HEAD = 8000;

  private final Needles needles;
  private final Shapes shapes;
  private final int overlap;
  private final byte[] window;
  private final Set<Finding> findings = new LinkedHashSet<>();
  private long bytes;

  Lens(Needles needles, Shapes shapes) {
    this(needles, shapes, WINDOW, OVERLAP);
  }

  Lens(Needles needles, Shapes shapes, int window, int overlap) {
    this.needles = needles;
    this.shapes = shapes;
    this.overlap = Math.max(overlap, needles.longest());
    this.window = new byte[Math.max(window, 2 * this.overlap)];
  }

  /**
   * Looks at one content.
   *
   * @param name its name, for findings; is looked at as well
   * @param commit that has it; empty if none
   * @param path of the file that it is of, by which its form is known; may be empty
   */
  void look(String name, Optional<String> commit, String path, InputStream in) throws IOException {
    String where = name(name, commit);
    int kept = 0;
    int line = 1;
    boolean first = true;
    boolean text = true;
    while (true) {
      int read = in.readNBytes(window, kept, window.length - kept);
      int filled = kept + read;
      bytes += read;
      if (first) {
        text = isText(filled);
      }
      boolean last = filled < window.length;
      real(where, commit, filled, line, text);
      if (text) {
        String seen = new String(window, 0, filled, StandardCharsets.UTF_8);
        String whole = first && last ? path : "";
        for (Shapes.Shape shape : shapes.in(whole, seen)) {
          int at = shape.line() == 0 ? 0 : line + shape.line() - 1;
          findings.add(new Finding(where, at, commit, shape.rule(), Optional.empty()));
        }
      }
      if (last) {
        return;
      }
      int gone = filled - overlap;
      line += lines(gone);
      System.arraycopy(window, gone, window, 0, overlap);
      kept = overlap;
      first = false;
    }
  }

  /** What a name may be told as: one that holds a secret is found, and told no more. */
  private String name(String name, Optional<String> commit) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    List<Needles.Match> real = needles.in(bytes, bytes.length);
    List<Shapes.Shape> shaped = shapes.in("", name);
    if (real.isEmpty() && shaped.isEmpty()) {
      return name;
    }
    real.forEach(match -> add(HIDDEN, 0, commit, match));
    shaped.forEach(s -> findings.add(new Finding(HIDDEN, 0, commit, s.rule(), Optional.empty())));
    return HIDDEN;
  }

  private void add(String where, int line, Optional<String> commit, Needles.Match match) {
    String form = match.form().isEmpty() ? "" : ", " + match.form();
    findings.add(
        new Finding(
            where, line, commit, match.secret().place() + form, Optional.of(match.secret())));
  }

  private void real(String where, Optional<String> commit, int filled, int line, boolean text) {
    for (Needles.Match match : needles.in(window, filled)) {
      add(where, text ? line + lines(match.offset()) : 0, commit, match);
    }
  }

  private boolean isText(int filled) {
    for (int i = 0; i < Math.min(filled, HEAD); i++) {
      if (window[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private int lines(int end) {
    int lines = 0;
    for (int i = 0; i < end; i++) {
      lines += window[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  List<Finding> findings() {
    return new ArrayList<>(findings);
  }

  long bytes() {
    return bytes;
  }
}
