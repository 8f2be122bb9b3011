package dev.apimage.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that counts something. */
class WholeNumber implements ITypeConverter<Integer> {
  private final int least;

  WholeNumber() {
    this(0);
  }

  private WholeNumber(int least) {
    this.least = least;
  }

  /** One that is not zero. */
  static final class Positive extends WholeNumber {
    Positive() {
      super(1);
    }
  }

  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong();
    }
    throw wrong();
  }

  private TypeConversionException wrong() {
    return new TypeConversionException("it is a whole number from " + least + " on");
  }
}
