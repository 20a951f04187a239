package dev.peaberry.pretrained;

import dev.peaberry.activation.Activation;
import dev.peaberry.config.Seed;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.format.WeightsFile;
import dev.peaberry.model.Model;
import dev.peaberry.model.Node;
import dev.peaberry.model.Weights;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.EfficientNet;
import dev.peaberry.zoo.Preprocessing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A model with learnt weights that takes pixels from 0 to 255 as they are: the preprocessing that
 * belongs to the weights is part of it. Immutable.
 *
 * <pre>{@code
 * Pretrained base = Pretrained.base(Vgg.VGG16, Shape.of(150, 150, 3), Path.of("vgg16_notop.h5"));
 * Pretrained classifier =
 *     base.withHead("cats_or_dogs", Seed.of(42), x -> x.apply(Flatten.of()).apply(Dense.of(2)));
 * Trainer.of(classifier.model(), loss, optimizer).withInitialWeights(classifier.weights());
 * }</pre>
 *
 * @param model the layers
 * @param weights all their values
 */
public record Pretrained(Model model, Weights weights) {
  private static final int KERNEL_RANK = 4;
  private static final String VARIANCE = "normalization/variance";
  private static final float[] DEVIATIONS = {0.229f, 0.224f, 0.225f};

  /**
   * A backbone without its top, {@code (H, W, 3)} to {@code (h, w, features)}. Nothing is frozen.
   *
   * @param picture {@code (H, W, 3)}; need not be the size that the weights were learnt on
   * @param file weights of {@code keras.applications}, with or without the top
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   * @throws ModelFormatException if the file is no weights file or misses a layer
   */
  public static Pretrained base(Backbone backbone, Shape picture, Path file) {
    return base(backbone, backbone.preprocessing(), picture, file);
  }

  /**
   * A backbone without its top whose pixels are prepared in another way than for the weights' own
   * training, as many an example does it. Accuracy suffers.
   *
   * @param preprocessing channels are blue first only with {@link Preprocessing#isBlueFirst}
   * @param picture {@code (H, W, 3)}; need not be the size that the weights were learnt on
   * @param file weights of {@code keras.applications}, with or without the top
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   * @throws ModelFormatException if the file is no weights file or misses a layer
   */
  public static Pretrained base(
      Backbone backbone, Preprocessing preprocessing, Shape picture, Path file) {
    Node pixels = Node.input(picture);
    Node features = backbone.features(preprocessing.apply(pixels));
    Model model = Model.of(backbone.name(), pixels, features);
    return read(backbone, model, file, preprocessing.isBlueFirst());
  }

  /**
   * A backbone with its top, {@code (H, W, 3)} to {@code (classes)} probabilities.
   *
   * @param picture {@code (H, W, 3)}
   * @param classes how many the weights know, 1000 for ImageNet
   * @param file weights of {@code keras.applications} with the top
   * @throws dev.peaberry.layer.ShapeException if the picture is too small
   * @throws ModelFormatException if the file is no weights file or misses a layer
   */
  public static Pretrained whole(Backbone backbone, Shape picture, int classes, Path file) {
    Node pixels = Node.input(picture);
    Node features = backbone.features(backbone.preprocessing().apply(pixels));
    Node outputs = backbone.classes(features, classes, Activation.SOFTMAX);
    Model model = Model.of(backbone.name(), pixels, outputs);
    return read(backbone, model, file, backbone.preprocessing().isBlueFirst());
  }

  private static Pretrained read(Backbone backbone, Model model, Path file, boolean reversed) {
    WeightsFile.Loaded loaded =
        WeightsFile.readByName(file, model, model.initialWeights(Seed.of(0)));
    if (!loaded.skipped().isEmpty()) {
      Map.Entry<String, String> first = loaded.skipped().entrySet().iterator().next();
      throw new ModelFormatException(
          "%s: found %d of the %d layers with weights of %s, not %s (%s); give the weights file that keras.applications has for this network"
              .formatted(
                  file,
                  loaded.loaded().size(),
                  loaded.loaded().size() + loaded.skipped().size(),
                  backbone.name(),
                  first.getKey(),
                  first.getValue()));
    }
    Weights weights = reversed ? redFirst(loaded.weights()) : loaded.weights();
    boolean isEfficientNet = backbone instanceof EfficientNet;
    return new Pretrained(
        model,
        isEfficientNet && KnownWeights.of(backbone).stream().anyMatch(known -> known.isIn(file))
            ? standardized(weights)
            : weights);
  }

  /**
   * EfficientNet's files from Google were learnt on pixels divided by ImageNet's deviation, but
   * hold a variance whose root is taken: Keras divides by the deviation's root once more, for these
   * files only. The same is done to the variance here.
   *
   * @see <a href="https://github.com/tensorflow/tensorflow/issues/49930">TensorFlow issue 49930</a>
   */
  static Weights standardized(Weights given) {
    Map<String, FloatArray> values = new LinkedHashMap<>(given.asMap());
    FloatArray variance = given.get(VARIANCE);
    float[] scaled = variance.data().clone();
    for (int channel = 0; channel < scaled.length; channel++) {
      scaled[channel] *= DEVIATIONS[channel];
    }
    values.put(VARIANCE, new FloatArray(variance.shape(), scaled));
    return Weights.of(values);
  }

  /** With the input channels of the first kernel the other way round. */
  private static Weights redFirst(Weights blueFirst) {
    Map<String, FloatArray> values = new LinkedHashMap<>(blueFirst.asMap());
    Map.Entry<String, FloatArray> first =
        values.entrySet().stream()
            .filter(each -> each.getValue().shape().rank() == KERNEL_RANK)
            .findFirst()
            .orElseThrow();
    first.setValue(channelsReversed(first.getValue()));
    return Weights.of(values);
  }

  private static FloatArray channelsReversed(FloatArray kernel) {
    int channels = kernel.shape().get(-2);
    int filters = kernel.shape().last();
    float[] from = kernel.data();
    float[] to = new float[from.length];
    for (int at = 0; at < from.length; at += channels * filters) {
      for (int channel = 0; channel < channels; channel++) {
        int mirrored = channels - 1 - channel;
        System.arraycopy(from, at + channel * filters, to, at + mirrored * filters, filters);
      }
    }
    return new FloatArray(kernel.shape(), to);
  }

  /**
   * This model with more layers after it, whose first values are drawn. The layers that are here
   * already are frozen; {@link Model#withFrozen} frees some of them for fine-tuning.
   *
   * @param name of the new model
   * @param head from this model's features to the new outputs
   */
  public Pretrained withHead(String name, Seed seed, UnaryOperator<Node> head) {
    Set<String> learnt =
        model.members().stream().map(member -> member.name()).collect(Collectors.toSet());
    Model whole = model.extended(name, head).withFrozen(learnt::contains);
    Map<String, FloatArray> values = new LinkedHashMap<>(whole.initialWeights(seed).asMap());
    values.putAll(weights.asMap());
    return new Pretrained(whole, Weights.of(values));
  }
}
