package dev.apimage.emulator;

/** An API definition that API Management would not import, or that this emulator cannot. */
final class ImportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportRefused(String message) {
    super(message);
  }

  /** A document that cannot be read as what its format says, in the service's words. */
  static ImportRefused parsing(String message) {
    return new ImportRefused("Parsing error(s): " + message);
  }
}
