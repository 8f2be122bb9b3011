package dev.apimage.emulator;

/** An API that is being imported refuses other writes until the operation has been seen to end. */
final class Lock {
  private Lock() {}

  static void unless(Place place, Call call) {
    String[] parts = place.path().split("/", -1);
    int at = place.scope().isEmpty() ? 0 : 2;
    if (parts.length > at + 1 && parts[at].equals("apis")) {
      String api = place.scope() + "apis/" + Revisions.root(parts[at + 1]);
      if (place.service().running().busy(api)) {
        throw Refusal.busy("PessimisticConcurrencyConflict");
      }
    }
  }
}
