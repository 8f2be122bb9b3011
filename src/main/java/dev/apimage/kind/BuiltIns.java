package dev.apimage.kind;

import dev.apimage.model.Address;
import java.util.List;

/** What every service has, so that a reference to it always holds although no image carries it. */
public final class BuiltIns {
  private static final List<Address> ALL =
      List.of("administrators", "developers", "guests").stream()
          .map(name -> Address.of(Kind.GROUP.collection(), name))
          .toList();

  private BuiltIns() {}

  /** True for what no service lacks. */
  public static boolean has(Address address) {
    return ALL.contains(address);
  }
}
