package dev.apimage.folder;

import dev.apimage.model.Address;
import java.util.ArrayList;
import java.util.List;

/** Says in a commit what an extract changed. */
public final class CommitMessage {
  private static final int MOST = 100;

  private CommitMessage() {}

  /**
   * {@code Extract contoso: 3 added, 1 changed, 0 removed}, then one line a resource, at most a
   * hundred.
   *
   * @param service the service's name
   */
  public static String of(String service, Written written) {
    List<String> lines = new ArrayList<>();
    add(lines, "+ ", written.created());
    add(lines, "~ ", written.updated());
    add(lines, "- ", written.deleted());
    String subject =
        "Extract %s: %d added, %d changed, %d removed\n"
            .formatted(
                service,
                written.created().size(),
                written.updated().size(),
                written.deleted().size());
    if (lines.isEmpty()) {
      return subject;
    }
    StringBuilder text = new StringBuilder(subject).append('\n');
    lines.stream().limit(MOST).forEach(line -> text.append(line).append('\n'));
    if (lines.size() > MOST) {
      text.append("… and ").append(lines.size() - MOST).append(" more\n");
    }
    return text.toString();
  }

  private static void add(List<String> lines, String sign, List<Address> addresses) {
    addresses.forEach(address -> lines.add(sign + address));
  }
}
