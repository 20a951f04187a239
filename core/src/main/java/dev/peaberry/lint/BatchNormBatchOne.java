package dev.peaberry.lint;

import java.util.stream.Stream;

/** Batch normalisation over one example. */
final class BatchNormBatchOne {
  static final Rule RULE =
      Rule.error(
          "batch-norm-batch-one",
          "batch normalisation with batches of one picture",
          "The mean of one example is the example: what is left after subtracting "
              + "it is nothing, or noise, and predictions work otherwise than training "
              + "did.",
          BatchNormBatchOne::check);

  private BatchNormBatchOne() {}

  private static Stream<Spot> check(Subject subject) {
    return subject.plan().feeding().batchSize().orElse(0) == 1
        ? learning(subject)
            .limit(1)
            .map(
                site ->
                    new Spot(
                        "batch size",
                        Wording.text(
                            "found 1, with %s such as %s",
                            Wording.count(learning(subject).count(), "batch normalisation"),
                            site.name()),
                        "batches of 8 or more (--batch-size 32), or GroupNormalization"))
        : Stream.empty();
  }

  /** The batch normalisations that use the statistics of the batch. */
  static Stream<Site> learning(Subject subject) {
    return subject
        .network()
        .sites(Role.NORMALIZATION)
        .filter(site -> site.isA("BatchNormalization") && site.learns());
  }
}
