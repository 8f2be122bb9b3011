package dev.apimage.kind;

import dev.apimage.model.Address;
import java.util.List;

/** What every service has, so that a reference to it always holds although no image carries it. */
public final class BuiltIns {
  /** The user whom every service has. */
  static final Address ADMINISTRATOR = Address.of("users", "1");

  private static final List<Address> GROUPS =
      List.of("administrators", "developers", "guests").stream()
          .map(name -> Address.of("groups", name))
          .toList();

  private BuiltIns() {}

  /** True for what no service lacks. */
  public static boolean has(Address address) {
    return GROUPS.contains(address) || ADMINISTRATOR.equals(address);
  }
}
