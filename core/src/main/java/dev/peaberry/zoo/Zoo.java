package dev.peaberry.zoo;

import java.util.List;
import java.util.Optional;

/** The architectures that exist here. Stateless. */
public final class Zoo {
  private static final List<Architecture> ALL = List.of(new SmallCnn());

  private Zoo() {}

  /** All of them, the smallest first. */
  public static List<Architecture> all() {
    return ALL;
  }

  /** One by its name; empty if there is none. */
  public static Optional<Architecture> find(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
