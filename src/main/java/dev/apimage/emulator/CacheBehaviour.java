package dev.apimage.emulator;

/** External caches; the connection string lives in a named value that the service makes. */
final class CacheBehaviour extends Behaviour {
  CacheBehaviour() {
    super("Cache");
  }

  @Override
  void check(Change change) {
    AutoNamedValue.checkEither(change, change.text("connectionString"), "connectionString");
    AutoNamedValue.lift(change, change.properties(), change.stored(), "connectionString", "");
  }
}
