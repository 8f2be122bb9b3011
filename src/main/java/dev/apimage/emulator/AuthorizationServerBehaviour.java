package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.List;

/** OAuth servers and OpenID Connect providers: a hidden client secret, and APIs that name them. */
final class AuthorizationServerBehaviour extends Hidden {
  AuthorizationServerBehaviour(String internalName) {
    super(internalName, "clientSecret");
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    List<String> users = new ArrayList<>();
    for (Entity api : place.store().list("apis")) {
      if (ApiSettings.servers(api.properties()).stream()
          .anyMatch(server -> server.equalsIgnoreCase(entity.path()))) {
        users.add("/" + api.path());
      }
    }
    Usage.refuse(users, "The " + internalName() + " '" + entity.name() + "'");
  }
}
