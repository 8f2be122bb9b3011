package dev.apimage.secret;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells whether somebody else's words repeat a secret that he was given, as the service's do when
 * it names the value that it does not like: as it was sent, escaped for JSON or XML, in a URL, in
 * base64, or only a piece of it, where a message was cut. Thread-safe.
 */
public final class Echo {
  /** A piece this long is no chance; shorter secrets count as a whole. */
  private static final int PIECE = 10;

  private static final int SHORTEST = 4;

  private final List<Secret> secrets;
  private final Set<String> pieces = new HashSet<>();
  private final List<String> wholes = new ArrayList<>();
  private boolean ready;

  private Echo(Collection<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** What would repeat one of these. */
  public static Echo of(Collection<Secret> secrets) {
    return new Echo(secrets);
  }

  /** True if a text repeats one of them. */
  public synchronized boolean isIn(String text) {
    if (!ready) {
      // Most runs are refused nothing.
      secrets.forEach(secret -> forms(secret.reveal()).forEach(this::add));
      ready = true;
    }
    for (int i = 0; i + PIECE <= text.length() && !pieces.isEmpty(); i++) {
      if (pieces.contains(text.substring(i, i + PIECE))) {
        return true;
      }
    }
    return wholes.stream().anyMatch(text::contains);
  }

  private void add(String form) {
    if (form.length() < PIECE) {
      // One of a few characters could be any word's part.
      if (form.length() >= SHORTEST) {
        wholes.add(form);
      }
      return;
    }
    for (int i = 0; i + PIECE <= form.length(); i++) {
      pieces.add(form.substring(i, i + PIECE));
    }
  }

  private static List<String> forms(String value) {
    List<String> forms = new ArrayList<>();
    String json = TextNode.valueOf(value).toString();
    forms.add(value);
    forms.add(json.substring(1, json.length() - 1));
    forms.add(value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    // The same bytes look different behind zero, one and two others.
    for (int before = 0; before < 3 && bytes.length >= SHORTEST; before++) {
      byte[] longer = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, longer, before, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(longer);
      forms.add(text.substring(before == 0 ? 0 : before + 1, text.length() - 1));
    }
    return forms;
  }
}
