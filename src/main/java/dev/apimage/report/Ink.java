package dev.apimage.report;

/** Colours text with ANSI sequences, or leaves it as it is. */
record Ink(boolean on) {
  private static final String END = "\u001b[0m";

  String bold(String text) {
    return in("1", text);
  }

  String red(String text) {
    return in("31", text);
  }

  String green(String text) {
    return in("32", text);
  }

  String yellow(String text) {
    return in("33", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  /** In the colour of what a sign says. */
  String signed(char sign, String text) {
    return switch (sign) {
      case '+' -> green(text);
      case '-' -> red(text);
      case '~' -> yellow(text);
      case '@' -> faint(text);
      default -> text;
    };
  }

  private String in(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + END : text;
  }
}
