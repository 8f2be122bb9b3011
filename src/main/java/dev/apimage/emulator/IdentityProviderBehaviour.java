package dev.apimage.emulator;

/** Sign-in providers of the developer portal: the name is the type. */
final class IdentityProviderBehaviour extends Hidden {
  IdentityProviderBehaviour() {
    super("IdentityProvider", "clientSecret");
  }

  @Override
  void check(Change change) {
    super.check(change);
    if (change.has("type") && !change.text("type").equalsIgnoreCase(change.place().name())) {
      throw Refusal.field("type", "'type' must be '" + change.place().name() + "'.");
    }
    Json.defaultTo(change.properties(), "type", change.place().name());
  }
}
