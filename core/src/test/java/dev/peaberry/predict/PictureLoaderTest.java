package dev.peaberry.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import dev.peaberry.engine.UInt8Array;
import dev.peaberry.format.Assets;
import dev.peaberry.format.KerasFile;
import dev.peaberry.image.AspectRatio;
import dev.peaberry.image.Image;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.model.Model;
import dev.peaberry.model.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PictureLoaderTest {
  private static PictureLoader loader(Shape picture, Preprocessing preprocessing) {
    Model model =
        Sequential.withInput(picture)
            .add(Flatten.of())
            .add(Dense.of(2).withActivation(Activation.SOFTMAX))
            .build();
    return PictureLoader.of(
        KerasFile.of(model, model.initialWeights(Seed.of(1)))
            .withAssets(preprocessing.addTo(Assets.NONE)));
  }

  private static Image counted(int height, int width) {
    byte[] pixels = new byte[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new Image(height, width, 1, pixels);
  }

  @Test
  void aModelSeesTheMiddleOfPicturesThatWereLoadedLarger() {
    PictureLoader loader =
        loader(Shape.of(2, 2, 1), Preprocessing.DEFAULT.withLoadSize(Size.of(4, 4)));
    UInt8Array seen = loader.seen(List.of(counted(4, 4)));
    assertThat(seen).isEqualTo(new UInt8Array(Shape.of(1, 2, 2, 1), new byte[] {5, 6, 9, 10}));
    assertThat(loader.seesWhole()).isFalse();
  }

  @Test
  void stretchedPicturesAreSeenWhole() {
    assertThat(loader(Shape.of(2, 2, 1), Preprocessing.DEFAULT).seesWhole()).isTrue();
  }

  @Test
  void croppedPicturesAreNotSeenWhole() {
    Preprocessing cropping = Preprocessing.DEFAULT.withAspectRatio(AspectRatio.CROP);
    assertThat(loader(Shape.of(2, 2, 1), cropping).seesWhole()).isFalse();
  }

  @Test
  void greyPicturesBecomeColouredForAModelOfColours() {
    UInt8Array seen = loader(Shape.of(1, 1, 3), Preprocessing.DEFAULT).seen(List.of(counted(1, 1)));
    assertThat(seen.shape()).isEqualTo(Shape.of(1, 1, 1, 3));
  }

  @Test
  void refusesAModelOfNoPictures() {
    assertThatThrownBy(() -> loader(Shape.of(5), Preprocessing.DEFAULT))
        .hasMessageContaining("expected pictures (H, W, C)");
  }
}
