package dev.apimage.text;

import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.Comparator;
import java.util.List;

/** What to do about a reference that leads nowhere: maybe it is only misspelt. */
public final class NearAddress {
  private NearAddress() {}

  /** The advice, with the nearest name of the same collection. */
  public static String advice(Address target, Snapshot desired) {
    List<String> names =
        desired.stream()
            .map(Resource::address)
            .filter(a -> a.collection().equals(target.collection()))
            .filter(a -> a.segments().size() == target.segments().size())
            .map(Address::name)
            .sorted(Comparator.comparing(n -> !near(n, target.name())))
            .limit(5)
            .toList();
    String near =
        !names.isEmpty() && near(names.get(0), target.name())
            ? " Did you mean \"" + names.get(0) + "\"?"
            : "";
    return "Add it to the folder, or correct the reference." + near;
  }

  private static boolean near(String one, String other) {
    return one.equalsIgnoreCase(other)
        || one.startsWith(other)
        || other.startsWith(one)
        || (Math.abs(one.length() - other.length()) <= 1 && common(one, other) >= one.length() - 2);
  }

  private static int common(String one, String other) {
    int same = 0;
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      same += one.charAt(i) == other.charAt(i) ? 1 : 0;
    }
    return same;
  }
}
