package dev.apimage.emulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operations that are not one of the six every resource type has, by operation id. */
final class Specials {
  private static final String WORKSPACE = "Workspace";
  private static final Map<String, Special> ALL = new HashMap<>();

  static {
    ALL.putAll(Associations.operations());
    ALL.putAll(TagLinks.operations());
    ALL.putAll(Memberships.operations());
    ALL.putAll(Views.operations());
    ALL.putAll(TagViews.operations());
    ALL.putAll(SecretActions.operations());
    ALL.putAll(Actions.operations());
    ALL.putAll(PolicyAnswers.operations());
    ALL.putAll(Exports.operations());
    ALL.putAll(ServiceViews.operations());
  }

  private Specials() {}

  /** The special answer of an operation; its workspace twin has the same. */
  static Optional<Special> of(String operation) {
    Special special = ALL.get(operation);
    if (special == null && operation.startsWith(WORKSPACE)) {
      special = ALL.get(operation.substring(WORKSPACE.length()));
    }
    return Optional.ofNullable(special);
  }
}
