package dev.apimage.extract;

import dev.apimage.model.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What an extract did.
 *
 * @param service the service's name
 * @param resources how many resources the image holds
 * @param created addresses of resources that are new in the folder
 * @param updated addresses of resources of which a file changed
 * @param deleted addresses of resources that the service no longer has
 * @param unchanged how many resources stayed as they were
 * @param commit the new commit's id, if one was asked for and something had changed
 * @param notes what to know: secrets lifted out of texts, collections that are not carried
 */
public record Extraction(
    String service,
    int resources,
    List<String> created,
    List<String> updated,
    List<String> deleted,
    int unchanged,
    Optional<String> commit,
    List<Problem> notes) {
  public Extraction {
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    deleted = List.copyOf(deleted);
    notes = List.copyOf(notes);
  }

  /** True if the folder was what the service is. */
  public boolean isUnchanged() {
    return created.isEmpty() && updated.isEmpty() && deleted.isEmpty();
  }
}
