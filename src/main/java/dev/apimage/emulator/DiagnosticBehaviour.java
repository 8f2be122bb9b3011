package dev.apimage.emulator;

import java.util.List;
import java.util.Set;

/** Diagnostics of the service and of APIs; their names are the loggers' kinds. */
final class DiagnosticBehaviour extends Behaviour {
  private static final Set<String> NAMES = Set.of("applicationinsights", "azuremonitor", "local");

  DiagnosticBehaviour() {
    super("Diagnostic");
  }

  @Override
  List<Reference> references() {
    return List.of(new Reference("loggerId", "loggers", "Logger with id '%s' could not be found."));
  }

  @Override
  void check(Change change) {
    if (!NAMES.contains(Store.lower(change.place().name()))) {
      throw Refusal.field(
          "diagnosticId", "Diagnostic identifier must be applicationinsights or azuremonitor.");
    }
  }
}
