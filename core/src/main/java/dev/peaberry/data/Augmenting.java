package dev.peaberry.data;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.augment.BatchAugmentation;
import dev.peaberry.augment.Picture;
import dev.peaberry.augment.PictureAugmentation;
import dev.peaberry.config.RandomState;
import dev.peaberry.config.Size;
import java.util.List;

/**
 * How a pipeline changes pictures at random. Immutable.
 *
 * @param augmentations applied one after the other, those of batches last
 * @param seed of all that is drawn
 */
record Augmenting(List<Augmentation> augmentations, long seed) {
  Augmenting {
    augmentations = List.copyOf(Augmentations.requireOrder(augmentations));
  }

  /** Those of single pictures. */
  List<PictureAugmentation> ofPictures() {
    return only(PictureAugmentation.class);
  }

  private List<BatchAugmentation> ofBatches() {
    return only(BatchAugmentation.class);
  }

  private <T> List<T> only(Class<T> type) {
    return augmentations.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Changes what another loader has loaded, as it is to be in an epoch. */
  RowLoader loader(RowLoader loader, PipelineSettings settings, int epoch) {
    List<PictureAugmentation> changes = ofPictures();
    int rowBytes = settings.outputBytes();
    Size size = settings.size();
    int channels = settings.colorMode().channels();
    ThreadLocal<Picture> pictures =
        ThreadLocal.withInitial(() -> new Picture(size.height(), size.width(), channels));
    ThreadLocal<byte[]> whole = ThreadLocal.withInitial(() -> new byte[loader.rowBytes()]);
    return new RowLoader() {
      @Override
      public int rowBytes() {
        return rowBytes;
      }

      @Override
      public boolean load(int index, int occurrence, byte[] target, int offset) {
        boolean cut = rowBytes != loader.rowBytes();
        byte[] pixels = cut ? whole.get() : target;
        int at = cut ? 0 : offset;
        boolean loaded = loader.load(index, occurrence, pixels, at);
        if (loaded) {
          Picture picture = pictures.get();
          RandomState random = random(epoch, index, occurrence);
          picture.load(pixels, at);
          changes.forEach(each -> each.apply(picture, random));
          picture.store(target, offset);
        }
        return loaded;
      }
    };
  }

  /** A picture that a weighted sampling repeats in an epoch is changed anew each time. */
  private RandomState random(int epoch, int index, int occurrence) {
    return occurrence == 0
        ? Seeds.random(seed, epoch, index)
        : Seeds.random(seed, epoch, index, occurrence);
  }

  /**
   * Batches mixed as they are to be in an epoch.
   *
   * @throws IllegalArgumentException if targets are class indices, which cannot be mixed
   */
  Batches mixed(Batches batches, PipelineSettings settings, int epoch) {
    List<BatchAugmentation> mixes = ofBatches();
    if (mixes.isEmpty()) {
      return batches;
    }
    if (settings.labelMode() == LabelMode.INT) {
      batches.close();
      throw new IllegalArgumentException(
          String.format(
              "Found integer labels with %s, which mixes targets; expected categorical ones: set"
                  + " the label mode",
              mixes.get(0).className()));
    }
    return new MixedBatches(batches, mixes, seed, epoch);
  }
}
