package dev.peaberry.zoo;

import java.util.List;
import java.util.Optional;

/** The networks of {@code keras.applications} that exist here, and their relatives. Stateless. */
public final class Backbones {
  private static final List<Backbone> ALL =
      List.of(
          Vgg.VGG11,
          Vgg.VGG13,
          Vgg.VGG16,
          Vgg.VGG19,
          new MobileNet(0.25),
          new MobileNet(0.5),
          new MobileNet(0.75),
          new MobileNet(1),
          new MobileNetV2(0.35),
          new MobileNetV2(0.5),
          new MobileNetV2(0.75),
          new MobileNetV2(1),
          ResNet.RESNET18,
          ResNet.RESNET34,
          ResNet.RESNET50,
          ResNet.RESNET101,
          ResNet.RESNET152,
          ResNetV2.RESNET18,
          ResNetV2.RESNET50,
          ResNetV2.RESNET101,
          ResNetV2.RESNET152,
          EfficientNet.B0,
          EfficientNet.B1,
          EfficientNet.B2,
          EfficientNet.B3,
          DenseNet.DENSENET121,
          DenseNet.DENSENET169,
          DenseNet.DENSENET201);

  private Backbones() {}

  /** All of them, family by family, the smallest first. */
  public static List<Backbone> all() {
    return ALL;
  }

  /** One by its name; empty if there is none. */
  public static Optional<Backbone> find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** What a backbone is, in a few words. */
  static String description(Backbone backbone) {
    if (backbone instanceof Vgg vgg) {
      int layers = vgg.convolutions().stream().mapToInt(Integer::intValue).sum();
      return layers + " convolutions of 3 x 3 and three wide dense layers";
    } else if (backbone instanceof MobileNet || backbone instanceof MobileNetV2) {
      return "small and quick: convolutions by channel and across channels";
    } else if (backbone instanceof EfficientNet) {
      return "inverted residual blocks with squeeze-and-excitation";
    } else if (backbone instanceof DenseNet) {
      return "blocks that read all blocks before them";
    }
    return "residual blocks";
  }
}
