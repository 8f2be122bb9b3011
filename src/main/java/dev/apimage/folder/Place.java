package dev.apimage.folder;

import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.model.Address;

/**
 * Where a resource lies, as relative paths with forward slashes.
 *
 * @param folder where its children's collections lie; for a plain file its own path without the
 *     extension, beside which its policy stands
 * @param yaml its YAML; empty for a text without one
 * @param document its companion or, for a text, the text itself; empty if it has none
 */
record Place(String folder, String yaml, String document) {
  /**
   * The place of a resource that is not on disk yet.
   *
   * @param owner the owner's place; null for the service
   */
  static Place fresh(Address address, Place owner, boolean ownerIsFile) {
    Kind kind = Kind.require(address);
    String above = owner == null ? "" : owner.folder();
    if (kind.layout() == Layout.TEXT) {
      Companion text = kind.companions().get(0);
      String file = kind.collection() + "." + text.extension();
      return new Place("", "", ownerIsFile ? above + "." + file : Disk.join(above, file));
    }
    String own = Disk.join(Disk.join(above, kind.collection()), FileNames.encode(address.name()));
    String yaml = kind.layout() == Layout.FILE ? own : own + "/" + kind.stem();
    return new Place(own, yaml + ".yaml", "");
  }

  Place withYaml(String file) {
    return new Place(folder, file, document);
  }

  Place withDocument(String file) {
    return new Place(folder, yaml, file);
  }

  /** The file of a companion of this resource. */
  String companion(Companion companion) {
    return companion.stem().isEmpty()
        ? folder + "." + companion.extension()
        : folder + "/" + companion.stem() + "." + companion.extension();
  }
}
