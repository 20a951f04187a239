package dev.peaberry.initializer;

import dev.peaberry.config.Config;
import dev.peaberry.config.Kinds;
import dev.peaberry.config.Option;
import dev.peaberry.config.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The seed that a Keras initializer may carry. */
final class Seeded {
  static final Option<Optional<Integer>> SEED =
      Option.of("seed", Kinds.integer().optional(), Optional.empty());

  private Seeded() {}

  /** The initializer's own generator if it has a seed, else the model's. */
  static RandomGenerator generator(Config config, RandomGenerator random) {
    return config
        .get(SEED)
        .<RandomGenerator>map(seed -> Seed.of(seed).split("initializer").generator())
        .orElse(random);
  }
}
