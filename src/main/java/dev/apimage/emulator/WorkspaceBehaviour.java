package dev.apimage.emulator;

import java.util.List;

/** Workspaces; a new one has the notifications of the service. */
final class WorkspaceBehaviour extends Behaviour {
  WorkspaceBehaviour() {
    super("Workspace");
  }

  @Override
  void stored(Change change, Entity after) {
    if (change.creates()) {
      for (Entity notification : List.copyOf(change.store().list("notifications"))) {
        change
            .store()
            .put(after.path() + "/notifications/" + notification.name(), notification.properties());
      }
    }
  }
}
