package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The seven notifications; who receives them lies below each. */
final class NotificationBehaviour extends SingletonBehaviour {
  NotificationBehaviour() {
    super("Notification");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    super.show(place, entity, properties, show, call);
    ObjectNode recipients = properties.putObject("recipients");
    ids(place, entity.path() + "/recipientEmails", recipients.putArray("emails"));
    ids(place, entity.path() + "/recipientUsers", recipients.putArray("users"));
  }

  private static void ids(Place place, String collection, ArrayNode ids) {
    for (Entity recipient : place.store().list(collection)) {
      boolean user = collection.endsWith("recipientUsers");
      ids.add(place.id(user ? "users/" + recipient.name() : recipient.path()));
    }
  }
}
