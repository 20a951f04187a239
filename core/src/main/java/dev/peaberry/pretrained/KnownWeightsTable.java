package dev.peaberry.pretrained;

import dev.peaberry.data.Checksum;
import dev.peaberry.zoo.Backbone;
import dev.peaberry.zoo.Backbones;
import dev.peaberry.zoo.DenseNet;
import dev.peaberry.zoo.EfficientNet;
import dev.peaberry.zoo.MobileNet;
import dev.peaberry.zoo.MobileNetV2;
import dev.peaberry.zoo.ResNet;
import dev.peaberry.zoo.ResNetV2;
import dev.peaberry.zoo.Vgg;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the sources of {@code keras.applications} say about their files. Stateless. */
final class KnownWeightsTable {
  private static final String STORE = "https://storage.googleapis.com/";
  private static final String APPLICATIONS = STORE + "tensorflow/keras-applications/";
  private static final String KERNELS = "_weights_tf_dim_ordering_tf_kernels";
  private static final String APACHE = "Apache-2.0";

  /** MD5 with the top, and without. */
  private record Digests(String withTop, String withoutTop) {}

  private static final Map<String, Digests> MD5 =
      Map.ofEntries(
          md5("vgg16", "64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc"),
          md5("vgg19", "cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6"),
          md5("resnet50", "2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626"),
          md5("resnet101", "f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21"),
          md5("resnet152", "100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c"),
          md5("resnet50v2", "3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917"),
          md5(
              "resnet101v2",
              "6343647c601c52e1368623803854d971",
              "c0ed64b8031c3730f411d2eb4eea35b5"),
          md5(
              "resnet152v2",
              "a49b44d1979771252814e80f8ec446f9",
              "ed17cf2e0169df9d443503ef94b23b33"),
          md5(
              "efficientnetb0",
              "902e53a9f72be733fc0bcb005b3ebbac",
              "50bc09e76180e00e4465e1a485ddc09d"),
          md5(
              "efficientnetb1",
              "1d254153d4ab51201f1646940f018540",
              "74c4e6b3e1f6a1eea24c589628592432"),
          md5(
              "efficientnetb2",
              "b15cce36ff4dcbd00b6dd88e7857a6ad",
              "111f8e2ac8aa800a7a99e3239f7bfb39"),
          md5(
              "efficientnetb3",
              "ffd1fdc53d0ce67064dc6a9c7960ede0",
              "af6d107764bb5b1abb91932881670226"),
          md5(
              "densenet121",
              "9d60b8095a5708f2dcce2bca79d332c7",
              "30ee3e1110167f948a6b9946edeeb738"),
          md5(
              "densenet169",
              "d699b8f76981ab1b30698df4c175e90b",
              "b8c4d4c20dd625c148057b9ff1c1176b"),
          md5(
              "densenet201",
              "1ceb130c1ea1b78c3bf6114dbdfd8807",
              "c13680b51ded0fb44dff2d8f86ac8bb1"));

  static final List<KnownWeights> ALL =
      Backbones.all().stream()
          .flatMap(each -> Stream.concat(entry(each, false).stream(), entry(each, true).stream()))
          .toList();

  private KnownWeightsTable() {}

  private static Map.Entry<String, Digests> md5(String name, String withTop, String withoutTop) {
    return Map.entry(name, new Digests(withTop, withoutTop));
  }

  private static Optional<KnownWeights> entry(Backbone backbone, boolean hasTop) {
    Optional<Checksum> checksum =
        Optional.ofNullable(MD5.get(backbone.name()))
            .map(each -> Checksum.md5(hasTop ? each.withTop() : each.withoutTop()));
    boolean hasNoDigest = backbone instanceof MobileNet || backbone instanceof MobileNetV2;
    if (checksum.isEmpty() && !hasNoDigest) {
      return Optional.empty(); // VGG11, ResNet18 and others are not in Keras
    }
    return Optional.of(
        new KnownWeights(
            backbone, hasTop, URI.create(address(backbone, hasTop)), checksum, licence(backbone)));
  }

  private static String address(Backbone backbone, boolean hasTop) {
    String name = backbone.name();
    String noTop = hasTop ? "" : "_notop";
    if (backbone instanceof MobileNet mobile) {
      // 0.25 is 2_5 in these names, but 1 is 1_0.
      String alpha = mobile.alpha() == 1 ? "1_0" : alphaDigits(mobile.alpha());
      return APPLICATIONS
          + "mobilenet/mobilenet_%s_224_tf%s.h5".formatted(alpha, hasTop ? "" : "_no_top");
    } else if (backbone instanceof MobileNetV2 mobile) {
      return APPLICATIONS
          + "mobilenet_v2/mobilenet_v2%s_%s_224%s.h5"
              .formatted(KERNELS, mobile.alpha(), hasTop ? "" : "_no_top");
    } else if (backbone instanceof EfficientNet) {
      return STORE + "keras-applications/" + name + noTop + ".h5";
    }
    return APPLICATIONS + folder(backbone) + "/" + name + KERNELS + noTop + ".h5";
  }

  private static String alphaDigits(double alpha) {
    return String.format(Locale.ROOT, "%.1f", 10 * alpha).replace('.', '_');
  }

  private static String folder(Backbone backbone) {
    if (backbone instanceof DenseNet) {
      return "densenet";
    }
    return backbone instanceof Vgg ? backbone.name() : "resnet";
  }

  private static String licence(Backbone backbone) {
    if (backbone instanceof Vgg) {
      return "CC BY 4.0";
    } else if (backbone instanceof ResNet) {
      return "MIT";
    } else if (backbone instanceof ResNetV2) {
      return "BSD";
    }
    return backbone instanceof DenseNet ? "BSD-3-Clause" : APACHE;
  }
}
