package dev.apimage.text;

import java.util.ArrayList;
import java.util.List;

/** The opening tags around a place of a policy. */
final class EnclosingTags {
  private final String text;
  private final List<PolicyToken> open = new ArrayList<>();

  private EnclosingTags(String text) {
    this.text = text;
  }

  static List<String> of(String text, int offset) {
    EnclosingTags tags = new EnclosingTags(text);
    for (PolicyToken token : PolicyDocument.of(text).tokens()) {
      if (token.offset() > offset) {
        break;
      }
      tags.pass(token, offset);
    }
    return tags.open.stream().map(tags::words).toList();
  }

  private void pass(PolicyToken token, int offset) {
    switch (token.type()) {
      case OPEN -> {
        if (token.end() <= offset) {
          open.add(token);
        }
      }
      case CLOSE -> close(token.name());
      case COMMENT -> {
        if (offset < token.end()) {
          open.add(token);
        }
      }
      default -> {
        // Texts enclose nothing.
      }
    }
  }

  private void close(String name) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).name().equals(name)) {
        open.subList(i, open.size()).clear();
        return;
      }
    }
  }

  private String words(PolicyToken token) {
    return token.type() == PolicyToken.Type.COMMENT
        ? "#comment"
        : text.substring(token.offset(), token.end()).replaceAll("\\s+", "");
  }
}
