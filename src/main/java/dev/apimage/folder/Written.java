package dev.apimage.folder;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import java.util.List;

/**
 * What writing a snapshot did to a folder, each list in address order.
 *
 * @param created resources that were not there
 * @param updated resources of which a file changed
 * @param deleted resources whose files were taken out
 * @param unchanged resources whose files mean the same as before and were left as they were
 * @param problems what a person should look at afterwards; warnings only
 */
public record Written(
    List<Address> created,
    List<Address> updated,
    List<Address> deleted,
    List<Address> unchanged,
    List<Problem> problems) {
  public Written {
    created = List.copyOf(created);
    updated = List.copyOf(updated);
    deleted = List.copyOf(deleted);
    unchanged = List.copyOf(unchanged);
    problems = List.copyOf(problems);
  }

  /** True if no file was touched. */
  public boolean isNothing() {
    return created.isEmpty() && updated.isEmpty() && deleted.isEmpty();
  }
}
