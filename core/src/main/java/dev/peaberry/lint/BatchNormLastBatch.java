package dev.peaberry.lint;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A last batch of one picture. */
final class BatchNormLastBatch {
  static final Rule RULE =
      Rule.warning(
          "batch-norm-last-batch",
          "batch normalisation, and a last batch of one picture",
          "Once in every epoch one picture by itself gives the statistics, and "
              + "the step after it goes astray.",
          BatchNormLastBatch::check);

  private BatchNormLastBatch() {}

  private static Stream<Spot> check(Subject subject) {
    Feeding feeding = subject.plan().feeding();
    int size = feeding.batchSize().orElse(1);
    int pictures = subject.pictures().map(PictureFacts::trainingPictures).orElse(0);
    boolean one =
        size > 1
            && pictures > size
            && pictures % size == 1
            && !feeding.dropsRemainder()
            && subject.plan().stepsPerEpoch().isEmpty();
    return one && BatchNormBatchOne.learning(subject).findAny().isPresent()
        ? Stream.of(
            new Spot(
                "batch size",
                Wording.text("found %d for %,d pictures: the last batch holds 1", size, pictures),
                Wording.text(
                    "withDropRemainder(true), or another batch size (--batch-size %d)",
                    smaller(size, pictures))))
        : Stream.empty();
  }

  private static int smaller(int size, int pictures) {
    return IntStream.iterate(size - 1, each -> each - 1)
        .filter(each -> each <= 2 || pictures % each != 1)
        .findFirst()
        .orElseThrow();
  }
}
