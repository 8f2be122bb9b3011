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
 */
public record Header(
    String command, String service, String environment, String commit, String options) {
  public Header {
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(options, "options");
  }

  /** A command on a service, without an environment or a commit. */
  public static Header of(String command, String service) {
    return new Header(command, service, "", "", "");
  }

  /** The same with an environment's name. */
  public Header inEnvironment(String name) {
    return new Header(command, service, name, commit, options);
  }

  /** The same with the folder's commit. */
  public Header atCommit(String id) {
    return new Header(command, service, environment, id, options);
  }

  /** The same with the options that the next command takes over. */
  public Header withOptions(String typed) {
    return new Header(command, service, environment, commit, typed);
  }

  /** A publish to go on with: {@code apimage publish --env prod --prune}. */
  String publish(boolean prune) {
    return next("publish") + (prune ? " --prune" : "");
  }

  /** A command line to go on with: {@code apimage extract --env prod}. */
  String next(String verb) {
    String given = options.isEmpty() && !environment.isEmpty() ? "--env " + environment : options;
    return Visible.name(given.isEmpty() ? "apimage " + verb : "apimage " + verb + " " + given);
  }
}
