package dev.apimage.emulator;

/** Sign-in providers of the developer portal: the name is the type. */
final class IdentityProviderBehaviour extends Hidden {
  IdentityProviderBehaviour() {
    super("IdentityProvider", "clientSecret");
  }

  @Override
  void check(Change change) {
    super.check(change);
    Json.defaultTo(change.properties(), "type", change.place().name());
  }
}
