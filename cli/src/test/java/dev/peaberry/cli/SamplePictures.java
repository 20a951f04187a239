package dev.peaberry.cli;

import dev.peaberry.config.Progress;
import dev.peaberry.data.SampleBeans;
import java.nio.file.Path;

/** Few and small pictures to train on. */
final class SamplePictures {
  private SamplePictures() {}

  static Path in(Path folder) {
    return SampleBeans.withSeed(3)
        .withPicturesPerClass(10)
        .withSide(32)
        .write(folder, Progress.none());
  }
}
