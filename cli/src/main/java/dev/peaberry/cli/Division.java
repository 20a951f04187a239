package dev.peaberry.cli;

import dev.peaberry.data.Folds;
import dev.peaberry.data.Groups;
import dev.peaberry.data.ImageSource;
import dev.peaberry.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How pictures are divided into those to train on and those to validate with. Immutable.
 *
 * @param kind by which rule
 * @param validationSplit the share to validate with; of no meaning for a fold
 * @param groupBy finds the name of a picture's group in its name; without it, the source knows
 * @param copies the indices of pictures that are copies of one another and stay on one side; empty
 *     if nobody has looked for them
 * @param fold which one is to validate, if this is a cross-validation
 */
record Division(
    SplitKind kind,
    double validationSplit,
    Optional<String> groupBy,
    Optional<List<List<Integer>>> copies,
    Optional<Fold> fold) {
  private static final double USUAL_SPLIT = 0.2;

  Division {
    copies = copies.map(each -> each.stream().map(List::copyOf).toList());
    groupBy.ifPresent(Pattern::compile);
  }

  /** A rule by which nobody has looked for copies. */
  static Division of(SplitKind kind, double validationSplit) {
    return new Division(
        kind, validationSplit, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What is done if nobody says anything. */
  static Division usual() {
    return of(SplitKind.KERAS, USUAL_SPLIT);
  }

  Division withFold(Fold other) {
    return new Division(kind, validationSplit, groupBy, copies, Optional.of(other));
  }

  /**
   * Divides.
   *
   * @param seed of what is drawn
   * @throws InputException if there are no groups to divide by
   * @throws dev.peaberry.data.DataException if the pictures cannot be divided so
   */
  Divided divide(ImageSource source, long seed) {
    Optional<Groups> groups =
        kind == SplitKind.GROUPED || copies.isPresent()
            ? Optional.of(groups(source))
            : Optional.empty();
    Split split = fold.isPresent() ? fold(source, groups, seed) : split(source, groups, seed);
    return new Divided(split.training(), split.validation(), Part.ALL, groups);
  }

  private Split split(ImageSource source, Optional<Groups> groups, long seed) {
    if (groups.isPresent()) {
      return Split.grouped(source, groups.get(), validationSplit, seed);
    }
    return switch (kind) {
      case KERAS -> Split.shuffled(source, validationSplit, seed);
      case PER_CLASS -> Split.perClass(source, validationSplit);
      case STRATIFIED, GROUPED -> Split.stratified(source, validationSplit, seed);
    };
  }

  private Split fold(ImageSource source, Optional<Groups> groups, long seed) {
    int count = fold.orElseThrow().count();
    Folds folds =
        groups.isPresent()
            ? Folds.grouped(source, groups.get(), count, seed)
            : kind == SplitKind.STRATIFIED
                ? Folds.stratified(source, count, seed)
                : Folds.shuffled(source, count, seed);
    return folds.split(fold.orElseThrow().number() - 1);
  }

  private Groups groups(ImageSource source) {
    Groups named = Groups.alone(source.size());
    if (kind == SplitKind.GROUPED) {
      named =
          groupBy
              .map(text -> Groups.ofNames(source, Pattern.compile(text)))
              .orElseGet(() -> Groups.of(source));
      if (named.shared() == 0) {
        throw new InputException(
            "Found no groups among %s, expected a manifest with a column 'group' or --group-by; or take --split stratified"
                .formatted(Quantity.of(source.size(), "pictures")));
      }
    }
    return copies.isPresent() ? named.joined(listed(source.size(), copies.get())) : named;
  }

  private static Groups listed(int pictures, List<List<Integer>> copies) {
    boolean known =
        copies.stream().flatMap(List::stream).allMatch(index -> index >= 0 && index < pictures);
    if (!known) {
      throw new InputException(
          "Found copies that are not among %s, expected those of the training; bring the pictures back or start a new run"
              .formatted(Quantity.of(pictures, "pictures")));
    }
    return Groups.listed(pictures, copies);
  }

  /** In words, if it is not what is usual: {@code "grouped; 12 groups stay together"}. */
  Optional<String> describe(Divided divided) {
    if (kind == SplitKind.KERAS && fold.isEmpty()) {
      return Optional.empty();
    }
    String rule = kind == SplitKind.KERAS ? "drawn" : kind.toString();
    String part =
        fold.map(each -> "fold %d of %d, ".formatted(each.number(), each.count())).orElse("");
    String together =
        divided
            .groups()
            .map(each -> "; %s stay together".formatted(Quantity.of(each.shared(), "groups")))
            .orElse("");
    String copied =
        copies
            .map(each -> "; %s of copies found".formatted(Quantity.of(each.size(), "groups")))
            .orElse("");
    return Optional.of(part + rule + together + copied);
  }

  /** As a manifest has it. */
  Map<String, Object> toJson() {
    return Json.map(
        "kind", kind.toString(),
        "validation_split", validationSplit,
        "group_by", groupBy.orElse(null),
        "copies", copies.orElse(null),
        "fold", fold.map(Fold::number).orElse(null),
        "folds", fold.map(Fold::count).orElse(null));
  }

  /**
   * What a manifest has.
   *
   * @throws IllegalArgumentException if something is missing or is not what it should be
   */
  static Division fromJson(Map<String, ?> json) {
    Optional<Fold> fold =
        Json.optional(json, "folds", Number.class)
            .map(
                count ->
                    new Fold(
                        Json.require(json, "fold", Number.class).intValue(), count.intValue()));
    return new Division(
        new Choices.OfSplit().convert(Json.require(json, "kind", String.class)),
        Json.require(json, "validation_split", Number.class).doubleValue(),
        Json.optional(json, "group_by", String.class),
        Json.optional(json, "copies", List.class).map(Division::clusters),
        fold);
  }

  private static List<List<Integer>> clusters(List<?> json) {
    return json.stream()
        .map(cluster -> cluster instanceof List<?> list ? list : List.of())
        .map(list -> list.stream().map(Division::index).toList())
        .toList();
  }

  private static Integer index(Object json) {
    if (json instanceof Integer index) {
      return index;
    }
    throw new IllegalArgumentException("found %s in 'copies', expected an index".formatted(json));
  }
}
