package dev.apimage.canary;

import dev.apimage.Made;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;

/** Fills a service with resources that have a secret wherever one can be. */
final class Filling {
  private Filling() {}

  /** One resource for each body of each kind, a secret in each position of its row. */
  static void positions(Admin admin, Canaries canaries) {
    for (Kind kind : Kind.values()) {
      for (int n = 0; n < Positions.bodies(kind) && !kind.secrets().isEmpty(); n++) {
        Address address = Positions.address(kind, n);
        admin.put(RestPath.of(address), Positions.filled(kind, n, address.name(), canaries));
      }
    }
  }

  /** One resource for each guise in which people type secrets into texts. */
  static void texts(Admin admin, Canaries canaries) {
    admin.put(Guises.API, Made.tree("displayName: typed\npath: typed\nprotocols: [https]"));
    for (Guises.Guise guise : Guises.all(canaries)) {
      if (guise.address().isSingleton()) {
        Address operation = guise.address().parent();
        admin.put(
            RestPath.of(operation),
            Made.tree("displayName: o\nmethod: GET\nurlTemplate: /" + operation.name()));
      }
      admin.put(RestPath.of(guise.address()), guise.body());
    }
  }
}
