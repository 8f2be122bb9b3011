package dev.apimage.apiops;

import dev.apimage.model.Address;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of API folders. {@code orders} is the current revision, whatever its number; {@code
 * orders;rev=2} is revision 2, which may be the current one written a second time.
 */
final class ApiNames {
  private static final Pattern REVISION =
      Pattern.compile("(.+);rev=(\\d+)", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> current = new TreeMap<>();

  /** An API's name and a revision's number, which is empty for the current one. */
  record Name(String api, String revision) {
    static Name of(String folder) {
      Matcher matcher = REVISION.matcher(folder);
      return matcher.matches()
          ? new Name(matcher.group(1), matcher.group(2))
          : new Name(folder, "");
    }
  }

  /** Notes which revision is current. */
  void current(String api, String revision) {
    current.put(api.toLowerCase(Locale.ROOT), revision);
  }

  boolean isCurrent(Name name) {
    return name.revision().isEmpty()
        || name.revision().equals(current.get(name.api().toLowerCase(Locale.ROOT)));
  }

  Address address(String folder) {
    Name name = Name.of(folder);
    Address api = Address.of("apis", name.api());
    return isCurrent(name) ? api : api.child("revisions", name.revision());
  }
}
