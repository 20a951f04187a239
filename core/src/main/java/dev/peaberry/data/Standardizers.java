package dev.peaberry.data;

import dev.peaberry.augment.Standardization;
import dev.peaberry.augment.StandardizationFit;
import dev.peaberry.augment.Standardizer;
import dev.peaberry.config.Progress;
import dev.peaberry.engine.UInt8Array;

/** Fits standardisations to pipelines. Stateless. */
public final class Standardizers {
  private Standardizers() {}

  /**
   * Keras's {@code fit} in one pass over a pipeline, in the order of epoch 0. Give the pictures to
   * learn from, and no others, or what is validated is not independent.
   *
   * @param progress hears of each batch
   * @throws DataException if no picture can be read, or too many cannot
   * @throws IllegalArgumentException if pictures are too large for whitening
   */
  public static Standardizer fit(
      ImagePipeline pictures, Standardization settings, Progress progress) {
    StandardizationFit fit = new StandardizationFit(settings);
    progress.start("Gathering statistics", pictures.size(), "pictures");
    try (Batches batches = pictures.open(0)) {
      long done = 0;
      while (batches.hasNext()) {
        Batch batch = batches.next();
        fit.add((UInt8Array) batch.inputs().get(0));
        done += batch.size();
        progress.advance(done);
      }
      if (done == 0) {
        throw new DataException("Found no picture that can be read, expected at least one");
      }
    } finally {
      progress.finish();
    }
    return fit.result();
  }
}
