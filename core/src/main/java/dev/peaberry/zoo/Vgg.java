package dev.peaberry.zoo;

import dev.peaberry.activation.Activation;
import dev.peaberry.layer.Conv2D;
import dev.peaberry.layer.Dense;
import dev.peaberry.layer.Flatten;
import dev.peaberry.layer.MaxPooling2D;
import dev.peaberry.layer.Padding;
import dev.peaberry.model.Node;
import java.util.List;

/**
 * VGG (Simonyan and Zisserman 2015): blocks of 3 x 3 convolutions, each followed by a pooling.
 * Immutable.
 *
 * @param name Keras's for 16 and 19, alike for the others
 * @param convolutions how many there are in each of the five blocks
 * @see <a href="https://arxiv.org/abs/1409.1556">Very Deep Convolutional Networks</a>
 * @see <a href="https://keras.io/api/applications/vgg/">Keras: VGG16 and VGG19</a>
 */
public record Vgg(String name, List<Integer> convolutions) implements Backbone {
  /** With 8 convolutions; not in Keras. */
  public static final Vgg VGG11 = new Vgg("vgg11", List.of(1, 1, 2, 2, 2));

  /** With 10 convolutions; not in Keras. */
  public static final Vgg VGG13 = new Vgg("vgg13", List.of(2, 2, 2, 2, 2));

  /** With 13 convolutions. */
  public static final Vgg VGG16 = new Vgg("vgg16", List.of(2, 2, 3, 3, 3));

  /** With 16 convolutions. */
  public static final Vgg VGG19 = new Vgg("vgg19", List.of(2, 2, 4, 4, 4));

  private static final int FIRST_FILTERS = 64;
  private static final int MOST_FILTERS = 512;
  private static final int HEAD = 4096;

  /** Keeps the list from changing. */
  public Vgg {
    convolutions = List.copyOf(convolutions);
  }

  @Override
  public Preprocessing preprocessing() {
    return Preprocessing.CENTRED_BLUE_FIRST;
  }

  @Override
  public Node features(Node picture) {
    Node x = picture;
    int filters = FIRST_FILTERS;
    for (int block = 1; block <= convolutions.size(); block++) {
      for (int i = 1; i <= convolutions.get(block - 1); i++) {
        Conv2D convolution =
            Conv2D.of(filters, 3).withPadding(Padding.SAME).withActivation(Activation.RELU);
        x = x.apply("block%d_conv%d".formatted(block, i), convolution);
      }
      x = x.apply("block%d_pool".formatted(block), MaxPooling2D.of(2).withStrides(2));
      filters = Math.min(2 * filters, MOST_FILTERS);
    }
    return x;
  }

  @Override
  public Node classes(Node features, int classes, Activation activation) {
    return features
        .apply("flatten", Flatten.of())
        .apply("fc1", Dense.of(HEAD).withActivation(Activation.RELU))
        .apply("fc2", Dense.of(HEAD).withActivation(Activation.RELU))
        .apply("predictions", Dense.of(classes).withActivation(activation));
  }
}
