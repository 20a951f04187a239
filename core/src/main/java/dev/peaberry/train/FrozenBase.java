package dev.peaberry.train;

import dev.peaberry.data.Checksum;
import dev.peaberry.data.FeatureExtractor;
import dev.peaberry.engine.Array;
import dev.peaberry.engine.EngineOptions;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.model.Inference;
import dev.peaberry.model.Model;
import dev.peaberry.model.Weights;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * The part of a model that training does not change, compiled to make features of pictures.
 * Thread-safe; owns native memory until it is closed.
 */
public final class FrozenBase implements FeatureExtractor, AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final Inference inference;
  private final Shape shape;
  private final String key;

  private FrozenBase(Inference inference, Shape shape, String key) {
    this.inference = inference;
    this.shape = shape;
    this.key = key;
  }

  /**
   * Compiles the base of a model.
   *
   * @param weights of the whole model
   * @throws IllegalArgumentException if the weights are another model's
   */
  public static FrozenBase compile(FeatureSplit split, Weights weights, EngineOptions options) {
    Weights own = weights.ofPart(split.base());
    return new FrozenBase(
        Inference.compile(split.base(), own, options),
        split.features(),
        key(split.base(), own, options));
  }

  private static String key(Model base, Weights weights, EngineOptions options) {
    MessageDigest digest = Checksum.Algorithm.SHA_256.digest();
    digest.update(base.configJson().toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (Map.Entry<String, FloatArray> each : weights.asMap().entrySet()) {
      digest.update(each.getKey().getBytes(StandardCharsets.UTF_8));
      float[] values = each.getValue().data();
      for (int from = 0; from < values.length; from += CHUNK) {
        int length = Math.min(CHUNK, values.length - from);
        bytes.clear().asFloatBuffer().put(values, from, length);
        digest.update(bytes.limit(length * Float.BYTES));
      }
    }
    return HexFormat.of().formatHex(digest.digest()) + " " + options.precision();
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public FloatArray extract(Array pictures) {
    return inference.run(pictures);
  }

  @Override
  public void close() {
    inference.close();
  }
}
