package dev.peaberry.data;

import dev.peaberry.augment.Picture;
import dev.peaberry.augment.PictureAugmentation;
import dev.peaberry.config.RandomState;
import java.util.List;

/**
 * How a pipeline changes pictures at random. Immutable.
 *
 * @param augmentations applied one after the other
 * @param seed of all that is drawn
 */
record Augmenting(List<PictureAugmentation> augmentations, long seed) {
  /** Changes what another loader has loaded, as it is to be in an epoch. */
  RowLoader loader(RowLoader loader, PipelineSettings settings, int epoch) {
    ThreadLocal<Picture> pictures =
        ThreadLocal.withInitial(
            () ->
                new Picture(
                    settings.resizer().height(),
                    settings.resizer().width(),
                    settings.colorMode().channels()));
    return new RowLoader() {
      @Override
      public int rowBytes() {
        return loader.rowBytes();
      }

      @Override
      public boolean load(int index, byte[] target, int offset) {
        boolean loaded = loader.load(index, target, offset);
        if (loaded) {
          change(pictures.get(), target, offset, Seeds.random(seed, epoch, index));
        }
        return loaded;
      }
    };
  }

  private void change(Picture picture, byte[] pixels, int offset, RandomState random) {
    picture.load(pixels, offset);
    augmentations.forEach(each -> each.apply(picture, random));
    picture.store(pixels, offset);
  }
}
