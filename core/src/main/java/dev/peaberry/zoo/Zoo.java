package dev.peaberry.zoo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The architectures that exist here. Stateless. */
public final class Zoo {
  private static final List<Architecture> ALL =
      Stream.concat(
              Stream.of(
                  new SmallCnn(),
                  SmallResNet.half(),
                  SmallResNet.of(),
                  SmallAlexNet.plain(),
                  SmallAlexNet.regularized(),
                  new AlexNet()),
              Backbones.all().stream().map(BackboneWithHead::asPublished))
          .toList();

  private Zoo() {}

  /** All of them: small ones first, then backbones with their own tops. */
  public static List<Architecture> all() {
    return ALL;
  }

  /** One by its name; empty if there is none. */
  public static Optional<Architecture> find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
