package dev.peaberry.lint;

import java.util.stream.Stream;

/** Inputs that nothing depends on. */
final class UnusedInput {
  static final Rule RULE =
      Rule.warning(
          "unused-input",
          "an input that no output depends on",
          "What is fed there is read, decoded and thrown away; most often a "
              + "connection is missing.",
          UnusedInput::check);

  private UnusedInput() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.network().inputs().stream()
        .filter(
            input ->
                !subject.network().isOutput(input)
                    && Network.downstream(input).stream().noneMatch(subject.network()::isOutput))
        .map(
            input ->
                new Spot(
                    input.name(),
                    "found no way from it to an output",
                    "connect it, or leave it out of the model's inputs"));
  }
}
