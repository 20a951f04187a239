package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.NearDuplicates;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which pictures are to validate with. */
final class SplitFlags {
  @Option(
      names = "--validation-split",
      paramLabel = "SHARE",
      converter = Numbers.Share.class,
      description =
          "The share of the pictures to validate with. Default: 0.2, unless DATA has validation or"
              + " test pictures.")
  private Double validationSplit;

  @Option(
      names = "--split",
      paramLabel = "RULE",
      converter = Choices.OfSplit.class,
      description =
          "Which pictures those are: keras (the default: the same files as Keras takes), per-class"
              + " (the first of each class, as ImageDataGenerator takes them), stratified (drawn,"
              + " the same share of each class), or grouped (drawn, whole groups).")
  private SplitKind kind;

  @Option(
      names = "--group-by",
      paramLabel = "REGEX",
      description =
          "Pictures are a group if this expression finds the same text in their names, such as"
              + " \"/(person\\d+)_\". Default: the groups that a manifest names.")
  private String groupBy;

  @Option(
      names = "--keep-copies-together",
      description =
          "Look for pictures that are copies of one another, or nearly, and never learn from one"
              + " and validate with the other. The split is then stratified or grouped.")
  private boolean keepCopies;

  /** Whether somebody wants pictures to be divided. */
  boolean areGiven() {
    return validationSplit != null || kind != null || groupBy != null || keepCopies;
  }

  /** Checks what can be checked before there are pictures. */
  void check() {
    if (groupBy != null) {
      if (kind != null && kind != SplitKind.GROUPED) {
        throw new InputException(
            "Found --group-by with --split %s, expected --split grouped; leave one of them out"
                .formatted(kind));
      }
      requireOneGroup(groupBy);
    }
    if (keepCopies && (kind == SplitKind.KERAS || kind == SplitKind.PER_CLASS)) {
      throw new InputException(
          "Found --keep-copies-together with --split %s, which takes the files that Keras takes, expected stratified or grouped"
              .formatted(kind));
    }
  }

  private static void requireOneGroup(String expression) {
    int groups;
    try {
      groups = Pattern.compile(expression).matcher("").groupCount();
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "Found --group-by '%s', expected a regular expression: %s"
              .formatted(expression, e.getDescription()),
          e);
    }
    if (groups != 1) {
      throw new InputException(
          "Found --group-by '%s' with %d capturing groups, expected one: round brackets about what pictures of one group share"
              .formatted(expression, groups));
    }
  }

  /**
   * How to divide these pictures; empty if they are divided.
   *
   * @param folds how many, if this is a cross-validation
   * @throws InputException if they are divided and somebody wants another division
   */
  Optional<Division> forPictures(Pictures pictures, Optional<Integer> folds, Progress progress) {
    if (pictures.isDivided()) {
      requireNone(pictures, folds);
      return Optional.empty();
    }
    if (folds.isPresent() && kind == SplitKind.PER_CLASS) {
      throw new InputException(
          "Found --split per-class with --folds, expected keras, stratified or grouped");
    }
    if (folds.isPresent() && validationSplit != null) {
      throw new InputException(
          "Found --validation-split with --folds %d, where every fold is 1/%d of the pictures; leave one of them out"
              .formatted(folds.get(), folds.get()));
    }
    Division usual = Division.usual();
    return Optional.of(
        new Division(
            chosenKind(),
            validationSplit == null ? usual.validationSplit() : validationSplit,
            Optional.ofNullable(groupBy),
            keepCopies
                ? Optional.of(copies(pictures.parts().get(Part.ALL), progress))
                : Optional.empty(),
            folds.map(Fold::all)));
  }

  private SplitKind chosenKind() {
    if (kind != null) {
      return kind;
    }
    if (groupBy != null) {
      return SplitKind.GROUPED;
    }
    return keepCopies ? SplitKind.STRATIFIED : SplitKind.KERAS;
  }

  private static List<List<Integer>> copies(ImageSource source, Progress progress) {
    return NearDuplicates.of(source, progress).clusters().stream()
        .map(NearDuplicates.Cluster::indices)
        .toList();
  }

  private void requireNone(Pictures pictures, Optional<Integer> folds) {
    List<String> given =
        Stream.of(
                validationSplit == null ? "" : "--validation-split",
                kind == null ? "" : "--split",
                groupBy == null ? "" : "--group-by",
                keepCopies ? "--keep-copies-together" : "",
                folds.isEmpty() ? "" : "--folds")
            .filter(name -> !name.isEmpty())
            .toList();
    if (!given.isEmpty()) {
      throw new InputException(
          "%s has pictures to validate with of its own (%s); leave out %s"
              .formatted(
                  pictures.shortName(),
                  pictures.parts().containsKey(Part.VALIDATION) ? Part.VALIDATION : Part.TEST,
                  String.join(" and ", given)));
    }
  }
}
