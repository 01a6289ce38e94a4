package io.sluice.samples.bench.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number above 0. */
final class Positive implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new TypeConversionException("'%s' (expected: a whole number above 0)".formatted(value));
    }
    return Integer.valueOf(value);
  }
}
