package dev.peaberry.lint;

import java.util.stream.Stream;

/** A batch of more pictures than there are. */
final class BatchLargerThanData {
  static final Rule RULE =
      Rule.warning(
          "batch-larger-than-data",
          "a batch size larger than the number of pictures",
          "Each epoch is a single step, and small: the model has hardly a chance " + "to learn.",
          BatchLargerThanData::check);

  private BatchLargerThanData() {}

  private static Stream<Spot> check(Subject subject) {
    int size = subject.plan().feeding().batchSize().orElse(0);
    return subject
        .pictures()
        .map(PictureFacts::trainingPictures)
        .filter(pictures -> size > pictures)
        .map(
            pictures ->
                new Spot(
                    "batch size",
                    Wording.text("found %,d for %,d pictures to learn from", size, pictures),
                    Wording.text(
                        "--batch-size %d, or withBatchSize(%d)",
                        Math.max(1, pictures / 8), Math.max(1, pictures / 8))))
        .stream();
  }
}
