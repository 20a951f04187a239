package dev.peaberry.cli;

import java.util.function.DoublePredicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on a command line, and what is allowed of them. Stateless. */
final class Numbers {
  private Numbers() {}

  /** 1, 2, 3 and so on. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) whole(text, 1, Integer.MAX_VALUE, "1 or more");
    }
  }

  /** 2, 3, 4 and so on. */
  static final class Folds implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) whole(text, 2, 1000, "2 to 1000");
    }
  }

  /** 0, 1, 2 and so on. */
  static final class CountOrNone implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) whole(text, 0, Integer.MAX_VALUE, "0 or more");
    }
  }

  /** What Keras takes for a seed. */
  static final class SeedNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return whole(text, 0, 0xffffffffL, "0 to 4294967295");
    }
  }

  /** Above 0 and below 1. */
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return real(text, value -> value > 0 && value < 1, "a number above 0 and below 1");
    }
  }

  /** Above 0. */
  static final class Rate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      return real(
          text, value -> value > 0 && Double.isFinite(value), "a number above 0, such as 0.001");
    }
  }

  private static long whole(String text, long least, long most, String allowed) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, "a whole number, " + allowed);
    }
    throw wrong(text, "a whole number, " + allowed);
  }

  private static double real(String text, DoublePredicate allowed, String words) {
    try {
      double value = Double.parseDouble(text);
      if (allowed.test(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw wrong(text, words);
    }
    throw wrong(text, words);
  }

  private static TypeConversionException wrong(String found, String expected) {
    return new TypeConversionException("found '" + found + "', expected " + expected);
  }
}
