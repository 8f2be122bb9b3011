package dev.apimage.folder;

import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.model.Address;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds placeholders in the files of single resources. */
final class PlaceholderSpots {
  private final Disk disk;

  PlaceholderSpots(Disk disk) {
    this.disk = disk;
  }

  Optional<Spot> find(Address address, SecretKey key) {
    Optional<Spot> first = Optional.empty();
    for (String file : files(address)) {
      Optional<String> text = disk.find(file);
      int at = text.map(t -> t.indexOf(Tokens.of(key.id()))).orElse(-1);
      if (at >= 0) {
        String before = text.get().substring(0, at);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return Optional.of(new Spot(file, line, at - before.lastIndexOf('\n')));
      }
      if (first.isEmpty() && text.isPresent()) {
        first = Optional.of(Spot.of(file));
      }
    }
    return first;
  }

  /** The resource's own files, documents first. */
  private static List<String> files(Address address) {
    Place place = place(address);
    List<String> files = new ArrayList<>();
    if (!place.document().isEmpty()) {
      files.add(place.document());
    } else {
      for (Companion companion : Kind.require(address).companions()) {
        files.add(place.companion(companion));
      }
    }
    if (!place.yaml().isEmpty()) {
      files.add(place.yaml());
    }
    return files;
  }

  private static Place place(Address address) {
    Address owner = address.isTop() ? null : address.parent();
    return owner == null
        ? Place.fresh(address, null, false)
        : Place.fresh(address, place(owner), Kind.require(owner).layout() == Layout.FILE);
  }
}
