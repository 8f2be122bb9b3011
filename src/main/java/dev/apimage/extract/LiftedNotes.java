package dev.apimage.extract;

import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Withheld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What to say of the secrets that were taken out of texts: where, and by which rule. */
final class LiftedNotes {
  private LiftedNotes() {}

  /**
   * One warning a secret, by address.
   *
   * @param written what the folder holds now
   */
  static List<Problem> of(
      ArtefactFolder folder, Snapshot written, Map<Address, List<Withheld.Lifted>> lifted) {
    List<Problem> notes = new ArrayList<>();
    new TreeMap<>(lifted)
        .forEach(
            (address, all) -> {
              if (written.has(address)) {
                all.forEach(one -> notes.add(note(folder, address, one)));
              }
            });
    return notes;
  }

  private static Problem note(ArtefactFolder folder, Address address, Withheld.Lifted lifted) {
    String text =
        address
            + "#"
            + lifted.key()
            + " is a secret typed into a text ("
            + lifted.rule()
            + "); a placeholder took its place";
    String advice =
        lifted.inPolicy()
            ? "Put it into a secret named value and refer to that."
            : "Take it out of the text, or supply it by an environment.";
    Problem problem = Problem.warning(Code.SECRET_LIFTED, text).advise(advice);
    return folder.spot(address, lifted.key()).map(problem::at).orElse(problem);
  }
}
