package dev.peaberry.lint;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Classes of very few pictures. */
final class TinyClass {
  static final Rule RULE =
      Rule.warning(
          "tiny-class",
          "a class of fewer than 10 pictures",
          "So few pictures are learnt by heart, and whether they are is not even " + "measured.",
          TinyClass::check);
  private static final int FEW = 10;

  private TinyClass() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .pictures()
        .map(facts -> tiny(facts))
        .filter(tiny -> !tiny.isEmpty())
        .map(
            tiny ->
                new Spot(
                    Wording.list(tiny),
                    Wording.text(
                        "found %s of fewer than %d pictures to learn from",
                        tiny.size() == 1 ? "a class" : tiny.size() + " classes", FEW),
                    "more pictures of these classes, or leave them out"))
        .stream();
  }

  private static List<String> tiny(PictureFacts facts) {
    return IntStream.range(0, facts.training().size())
        .filter(label -> facts.training().get(label) > 0 && facts.training().get(label) < FEW)
        .mapToObj(label -> facts.classNames().get(label) + " (" + facts.training().get(label) + ")")
        .toList();
  }
}
