package dev.peaberry.layer;

import dev.peaberry.augment.Augmentation;
import dev.peaberry.augment.Augmentations;
import dev.peaberry.config.Config;
import dev.peaberry.config.Option;
import dev.peaberry.config.Registry;
import dev.peaberry.config.Schema;
import dev.peaberry.engine.GraphScope;
import dev.peaberry.engine.Shape;
import java.util.List;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * A layer of Keras's that changes pictures in training, such as {@code RandomFlip}, found in a
 * model: it does nothing in inference, as in Keras. Training changes pictures before they come to
 * the model, so a model with such a layer is not trained; what it stands for is {@link
 * #augmentation}. See <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/">keras.io</a>.
 *
 * @param config the settings, of one of these classes
 */
public record RandomLayer(Config config) implements UnaryLayer {
  /** What is no layer, mixes labels too, is a layer in its own right, or changes in inference. */
  private static final Set<String> OTHERS =
      Set.of("AutoContrast", "CenterCrop", "CutMix", "ImageDataGenerator", "MixUp", "RandomCrop");

  /** Keras's layers of this kind. */
  public static final List<Schema<RandomLayer>> SCHEMAS =
      Augmentations.REGISTRY.ownSchemas().stream()
          .filter(schema -> schema.packageName().isEmpty() && !OTHERS.contains(schema.name()))
          .map(RandomLayer::ofAugmentation)
          .toList();

  /** Checks that the settings are those of such a layer. */
  public RandomLayer {
    augmentation(config);
  }

  private static Schema<RandomLayer> ofAugmentation(Schema<? extends Augmentation> schema) {
    return Schema.of(schema.name(), RandomLayer::new, schema.options().toArray(Option<?>[]::new));
  }

  /** What training on pictures changed so wants. */
  public Augmentation augmentation() {
    return augmentation(config);
  }

  private static Augmentation augmentation(Config config) {
    return Augmentations.REGISTRY.create(config.schema().name(), config.toJson());
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException in training
   */
  @Override
  public Operand<TFloat32> call(GraphScope scope, Operand<TFloat32> x, Shape input) {
    if (scope.training()) {
      throw new IllegalArgumentException(
          "Found the layer %s in a model to be trained, expected it before the model, where pictures are changed on several threads; leave it out and give the pipeline the augmentation %s"
              .formatted(className(), Registry.shortName(className())));
    }
    return x;
  }

  @Override
  public boolean isNoisy() {
    return true;
  }
}
