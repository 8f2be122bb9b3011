package dev.apimage.report;

import java.util.Objects;

/**
 * What a report is about.
 *
 * @param command the verb that was run: {@code plan}
 * @param service the service's name
 * @param environment the environment's name; may be empty
 * @param commit the commit of the folder; may be empty
 * @param options what names folder and target, to repeat behind the next command: {@code --folder
 *     image --env prod}; may be empty
 * @param publishing what else a publish has to repeat: {@code --max-deletes 5}; may be empty
 */
public record Header(
    String command,
    String service,
    String environment,
    String commit,
    String options,
    String publishing) {
  public Header {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(publishing, "publishing");
  }

  /** A command on a service, without an environment or a commit. */
  public static Header of(String command, String service) {
    return new Header(command, service, "", "", "", "");
  }

  /** The same with an environment's name. */
  public Header inEnvironment(String name) {
    return new Header(command, service, name, commit, options, publishing);
  }

  /** The same with the folder's commit. */
  public Header atCommit(String id) {
    return new Header(command, service, environment, id, options, publishing);
  }

  /** The same with the options that the next command takes over. */
  public Header withOptions(String typed) {
    return new Header(command, service, environment, commit, typed, publishing);
  }

  /** The same with the options that only another publish takes over. */
  public Header withPublishing(String typed) {
    return new Header(command, service, environment, commit, options, typed);
  }

  /** A publish to go on with: {@code apimage publish --env prod --prune}. */
  String publish(boolean prune) {
    String more = publishing.isEmpty() ? "" : " " + publishing;
    return next("publish") + Visible.name(more) + (prune ? " --prune" : "");
  }

  /** A command line to go on with: {@code apimage extract --env prod}. */
  String next(String verb) {
    String given = options.isEmpty() && !environment.isEmpty() ? "--env " + environment : options;
    return Visible.name(given.isEmpty() ? "apimage " + verb : "apimage " + verb + " " + given);
  }
}
