package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sign-in, sign-up and delegation of the old developer portal. */
final class PortalSettingsBehaviour extends SingletonBehaviour {
  PortalSettingsBehaviour() {
    super("PortalSettings", "validationKey");
  }

  /** A list tells in one word whether anything is delegated; a GET does not. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    super.show(place, entity, properties, show, call);
    if (show == Show.LIST && entity.name().equalsIgnoreCase("delegation")) {
      boolean any =
          properties.path("subscriptions").path("enabled").asBoolean()
              || properties.path("userRegistration").path("enabled").asBoolean();
      properties.put("enabled", any);
    }
  }
}
