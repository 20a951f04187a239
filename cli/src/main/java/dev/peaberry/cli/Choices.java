package dev.peaberry.cli;

import dev.peaberry.augment.Corruption;
import dev.peaberry.data.check.CleanList;
import dev.peaberry.tune.Search;
import dev.peaberry.zoo.PixelStandardization;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words on a command line of which one has to be chosen. Stateless. */
final class Choices {
  private Choices() {}

  /** One of {@link CacheChoice}. */
  static final class OfCache implements ITypeConverter<CacheChoice> {
    @Override
    public CacheChoice convert(String text) {
      return choose(text, CacheChoice.values());
    }
  }

  /** One of {@link PixelStandardization}. */
  static final class OfStandardization implements ITypeConverter<PixelStandardization> {
    @Override
    public PixelStandardization convert(String text) {
      return choose(text, PixelStandardization.values());
    }
  }

  /** One of {@link Part}. */
  static final class OfPart implements ITypeConverter<Part> {
    @Override
    public Part convert(String text) {
      return choose(text, Part.values());
    }
  }

  /** One of {@link SplitKind}. */
  static final class OfSplit implements ITypeConverter<SplitKind> {
    @Override
    public SplitKind convert(String text) {
      return choose(text, SplitKind.values());
    }
  }

  /** One of {@link PrecisionChoice}. */
  static final class OfPrecision implements ITypeConverter<PrecisionChoice> {
    @Override
    public PrecisionChoice convert(String text) {
      return choose(text, PrecisionChoice.values());
    }
  }

  /** One of {@link CleanList.Treatment}. */
  static final class OfTreatment implements ITypeConverter<CleanList.Treatment> {
    @Override
    public CleanList.Treatment convert(String text) {
      return choose(text, CleanList.Treatment.values());
    }
  }

  /** One of {@link Search}. */
  static final class OfSearch implements ITypeConverter<Search> {
    @Override
    public Search convert(String text) {
      return choose(text, Search.values());
    }
  }

  /** One of {@link Corruption}. */
  static final class OfCorruption implements ITypeConverter<Corruption> {
    @Override
    public Corruption convert(String text) {
      return choose(text, Corruption.values());
    }
  }

  /** A choice as it is written. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E choose(String text, E[] values) {
    List<String> words = Arrays.stream(values).map(each -> word(each)).toList();
    int index = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      String most = words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "));
      throw new TypeConversionException(
          "found '%s', expected %s or %s%s"
              .formatted(text, most, words.get(words.size() - 1), Suggestion.forWord(text, words)));
    }
    return values[index];
  }
}
