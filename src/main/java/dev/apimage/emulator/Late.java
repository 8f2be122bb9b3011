package dev.apimage.emulator;

/**
 * A refusal of a long-running write that its own answer does not tell: that one says that the write
 * goes on, and only who asks how it went on gets the error.
 */
final class Late extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  Late(Refusal refusal) {
    super(refusal.getMessage(), refusal);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
