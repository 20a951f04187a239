package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The views in which a model is shown a picture. */
final class TestTimeAugmentationTest {
  private static final Size MODEL = Size.of(2, 3);

  /** Pictures of 4 x 6 pixels of two channels, whose values say which pixel they are. */
  private static UInt8Array pictures(int count) {
    byte[] pixels = new byte[count * 4 * 6 * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new UInt8Array(Shape.of(count, 4, 6, 2), pixels);
  }

  private static List<UInt8Array> views(TestTimeAugmentation augmentation, UInt8Array pictures) {
    List<UInt8Array> seen = new ArrayList<>();
    augmentation.mean(
        pictures,
        MODEL,
        view -> {
          seen.add(view);
          return new double[view.shape().get(0)][1];
        });
    return seen;
  }

  /** The pixel of the first channel at the upper left of a view. */
  private static int first(UInt8Array view) {
    return view.data()[0] / 2;
  }

  @Test
  void tenCropShowsTheMiddleTheCornersAndTheirMirrorImages() {
    assertThat(views(TestTimeAugmentation.tenCrop(), pictures(1)))
        .extracting(TestTimeAugmentationTest::first)
        .containsExactly(7, 0, 3, 12, 15, 9, 2, 5, 14, 17);
  }

  @Test
  void viewsHaveTheSizeOfTheModel() {
    assertThat(views(TestTimeAugmentation.tenCrop(), pictures(2)))
        .extracting(UInt8Array::shape)
        .containsOnly(Shape.of(2, 2, 3, 2));
  }

  @Test
  void mirrorsPixelsAndNotTheirChannels() {
    UInt8Array mirrored = views(TestTimeAugmentation.tenCrop(), pictures(1)).get(6);
    assertThat(mirrored.data()).containsExactly(4, 5, 2, 3, 0, 1, 16, 17, 14, 15, 12, 13);
  }

  @Test
  void cutsEachPictureOfABatch() {
    UInt8Array middle = TestTimeAugmentation.middle(pictures(2), MODEL);
    assertThat(middle.data()[0]).isEqualTo((byte) 14);
    assertThat(middle.data()[12]).isEqualTo((byte) (48 + 14));
  }

  @Test
  void flipsShowTwoViewsOfTheMiddle() {
    assertThat(views(TestTimeAugmentation.flips(), pictures(1)))
        .extracting(TestTimeAugmentationTest::first)
        .containsExactly(7, 9);
  }

  @Test
  void theAnswerIsTheMeanOverTheViews() {
    double[][] mean =
        TestTimeAugmentation.tenCrop()
            .mean(
                pictures(2),
                MODEL,
                view -> new double[][] {{view.data()[0], 1}, {view.data()[12], 0}});
    assertThat(mean[0]).containsExactly((14 + 0 + 6 + 24 + 30 + 18 + 4 + 10 + 28 + 34) / 10.0, 1);
    assertThat(mean[1]).containsExactly(mean[0][0] + 48, 0);
  }

  @Test
  void oneViewOfTheWholePictureCopiesNothing() {
    UInt8Array pictures = pictures(1);
    assertThat(TestTimeAugmentation.middle(pictures, Size.of(4, 6))).isSameAs(pictures);
  }

  @Test
  void loadsLargerOnlyWhereCornersAreCut() {
    Size model = Size.square(224);
    assertThat(TestTimeAugmentation.tenCrop().loadSize(model, Optional.empty()))
        .isEqualTo(Size.square(256));
    assertThat(TestTimeAugmentation.flips().loadSize(model, Optional.empty())).isEqualTo(model);
    Optional<Size> trained = Optional.of(Size.of(240, 250));
    assertThat(TestTimeAugmentation.none().loadSize(model, trained)).isEqualTo(trained.get());
    assertThat(
            TestTimeAugmentation.tenCrop().withLoadSize(Size.square(300)).loadSize(model, trained))
        .isEqualTo(Size.square(300));
  }

  @Test
  void refusesPicturesSmallerThanTheModels() {
    TestTimeAugmentation small = TestTimeAugmentation.flips().withLoadSize(Size.of(224, 200));
    assertThatThrownBy(() -> small.loadSize(Size.square(224), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Found pictures loaded at 224x200 for a model that takes 224x224, expected at least"
                + " that size");
  }
}
