package dev.peaberry.predict;

import dev.peaberry.config.Size;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.Assets;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.image.AspectRatio;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.ImageResizer;
import dev.peaberry.image.Interpolation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a picture of any size becomes one that a model takes: what the pipeline of its training did,
 * to be done again when it is used. The size and the channels are the model's. Immutable.
 *
 * @param interpolation how pixels are computed from others
 * @param antialias whether every pixel counts when a picture shrinks
 * @param aspectRatio what happens if the sides have another ratio
 * @param exifRotation whether JPEG files are turned as their EXIF data say
 * @param reducedDecoding whether large JPEG files are decoded at a reduced scale
 * @param loadSize the size to which pictures are loaded before their middle is cut out; empty for
 *     the model's own, of which nothing is cut
 */
public record Preprocessing(
    Interpolation interpolation,
    boolean antialias,
    AspectRatio aspectRatio,
    boolean exifRotation,
    boolean reducedDecoding,
    Optional<Size> loadSize) {
  /** Keras's defaults: bilinear, without antialiasing, stretched, as stored, at full scale. */
  public static final Preprocessing DEFAULT =
      new Preprocessing(
          Interpolation.BILINEAR, false, AspectRatio.STRETCH, false, false, Optional.empty());

  private static final int LARGEST_SIDE = 4096;
  private static final String DOCUMENT = "preprocessing.json";
  private static final String INTERPOLATION = "interpolation";
  private static final String ANTIALIAS = "antialias";
  private static final String ASPECT_RATIO = "aspect_ratio";
  private static final String EXIF_ROTATION = "exif_rotation";
  private static final String REDUCED_DECODING = "reduced_decoding";
  private static final String LOAD_SIZE = "load_size";

  /** The same, with the middle cut out of pictures of this size. */
  public Preprocessing withLoadSize(Size size) {
    return new Preprocessing(
        interpolation, antialias, aspectRatio, exifRotation, reducedDecoding, Optional.of(size));
  }

  /**
   * What a model file says.
   *
   * @return the defaults if it says nothing
   * @throws ModelFormatException if it says what is unknown here
   */
  public static Preprocessing of(Assets assets) {
    return assets.json(DOCUMENT).map(Preprocessing::fromJson).orElse(DEFAULT);
  }

  /** This with pixels computed from others in another way. */
  public Preprocessing withInterpolation(Interpolation other) {
    return new Preprocessing(
        other, antialias, aspectRatio, exifRotation, reducedDecoding, loadSize);
  }

  /** This with every pixel counting when a picture shrinks, or not. */
  public Preprocessing withAntialias(boolean on) {
    return new Preprocessing(
        interpolation, on, aspectRatio, exifRotation, reducedDecoding, loadSize);
  }

  /** This with another choice for sides of another ratio. */
  public Preprocessing withAspectRatio(AspectRatio other) {
    return new Preprocessing(
        interpolation, antialias, other, exifRotation, reducedDecoding, loadSize);
  }

  /** This with JPEG files turned as their EXIF data say, or not. */
  public Preprocessing withExifRotation(boolean on) {
    return new Preprocessing(interpolation, antialias, aspectRatio, on, reducedDecoding, loadSize);
  }

  /** This with large JPEG files decoded at a reduced scale, or not. */
  public Preprocessing withReducedDecoding(boolean on) {
    return new Preprocessing(interpolation, antialias, aspectRatio, exifRotation, on, loadSize);
  }

  /** The documents of a model file and this one. */
  public Assets addTo(Assets assets) {
    return assets.withJson(DOCUMENT, toJson());
  }

  /** As plain texts, booleans and numbers. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(INTERPOLATION, word(interpolation));
    json.put(ANTIALIAS, antialias);
    json.put(ASPECT_RATIO, word(aspectRatio));
    json.put(EXIF_ROTATION, exifRotation);
    json.put(REDUCED_DECODING, reducedDecoding);
    loadSize.ifPresent(size -> json.put(LOAD_SIZE, List.of(size.height(), size.width())));
    return json;
  }

  /**
   * What {@link #toJson} has written; what is missing is as by default.
   *
   * @throws ModelFormatException if it says what is unknown here
   */
  public static Preprocessing fromJson(Map<String, ?> json) {
    return new Preprocessing(
        choice(json, INTERPOLATION, DEFAULT.interpolation),
        isOn(json, ANTIALIAS),
        choice(json, ASPECT_RATIO, DEFAULT.aspectRatio),
        isOn(json, EXIF_ROTATION),
        isOn(json, REDUCED_DECODING),
        Optional.<Object>ofNullable(json.get(LOAD_SIZE)).map(Preprocessing::size));
  }

  private static Size size(Object found) {
    if (found instanceof List<?> sides
        && sides.size() == 2
        && sides.get(0) instanceof Integer height
        && sides.get(1) instanceof Integer width
        && Math.min(height, width) >= 1
        && Math.max(height, width) <= LARGEST_SIDE) {
      return Size.of(height, width);
    }
    throw unknown(LOAD_SIZE, found);
  }

  private static boolean isOn(Map<String, ?> json, String key) {
    Object found = json.containsKey(key) ? json.get(key) : false;
    if (found instanceof Boolean on) {
      return on;
    }
    throw unknown(key, found);
  }

  private static <E extends Enum<E>> E choice(Map<String, ?> json, String key, E usual) {
    Object found = json.containsKey(key) ? json.get(key) : word(usual);
    for (E each : usual.getDeclaringClass().getEnumConstants()) {
      if (word(each).equals(found)) {
        return each;
      }
    }
    throw unknown(key, found);
  }

  private static ModelFormatException unknown(String key, Object found) {
    return new ModelFormatException(
        "assets/%s: found %s for '%s', which this version does not know"
            .formatted(DOCUMENT, found, key));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The resizer to the size at which pictures are loaded. */
  public ImageResizer resizer(Size size) {
    return ImageResizer.to(size.height(), size.width())
        .withInterpolation(interpolation)
        .withAntialias(antialias)
        .withAspectRatio(aspectRatio);
  }

  /**
   * The channels of a model's pictures.
   *
   * @param picture {@code (H, W, C)}
   * @throws IllegalArgumentException if it is no shape of a picture with 1, 3 or 4 channels
   */
  public static ColorMode colorMode(Shape picture) {
    if (picture.rank() == 3) {
      for (ColorMode mode : ColorMode.values()) {
        if (mode.channels() == picture.last()) {
          return mode;
        }
      }
    }
    throw new IllegalArgumentException(
        "Found a model that takes arrays of shape "
            + picture
            + ", expected pictures (H, W, C) of 1, 3 or 4 channels");
  }
}
