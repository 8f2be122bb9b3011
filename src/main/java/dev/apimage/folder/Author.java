package dev.apimage.folder;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a commit is by.
 *
 * @param name as Git's user.name
 * @param email as Git's user.email
 */
public record Author(String name, String email) {
  private static final Pattern FORM = Pattern.compile("\\s*([^<>\\n]+?)\\s*<([^<>\\s]+)>\\s*");

  public Author {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(email, "email");
  }

  /** Reads {@code Name <mail@example.com>}; empty for anything else. */
  public static Optional<Author> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new Author(form.group(1), form.group(2)))
        : Optional.empty();
  }
}
