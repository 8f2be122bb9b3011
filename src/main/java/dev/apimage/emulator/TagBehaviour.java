package dev.apimage.emulator;

/** Tags (REST reference, Tag – Create Or Update); a display name occurs once. */
final class TagBehaviour extends Behaviour {
  TagBehaviour() {
    super("Tag");
  }

  @Override
  void check(Change change) {
    for (String path :
        change.store().index().withValue(change.place().collection(), change.text("displayName"))) {
      if (!path.equalsIgnoreCase(change.place().path())) {
        throw Refusal.field("displayName", "Tag with the same name already exists.");
      }
    }
  }

  @Override
  void delete(Place place, Entity entity, Call call) {
    for (Entity api : place.store().list(place.scope() + "apis")) {
      place.store().remove(api.path() + "/tagDescriptions/" + entity.name());
    }
    super.delete(place, entity, call);
  }
}
