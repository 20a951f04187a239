package dev.peaberry.lint;

import java.util.stream.Stream;

/** A convolution that eats its map. */
final class ShrinkingConvolution {
  static final Rule RULE =
      Rule.warning(
          "shrinking-convolution",
          "a convolution without padding that leaves almost nothing of its map",
          "The edges count least and most of the map is edge: what the layers "
              + "before it have found there is thrown away.",
          ShrinkingConvolution::check);
  private static final double LEAST_LEFT = 0.2;

  private ShrinkingConvolution() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites(Role.LINEAR)
        .filter(site -> site.input().rank() == 3 && site.output().rank() == 3)
        .filter(ShrinkingConvolution::shrinks)
        .map(
            site ->
                new Spot(
                    site.name(),
                    Wording.text(
                        "found a kernel of %s without padding: of %d x %d pixels %d x %d are left",
                        Window.of(site).orElseThrow(),
                        site.input().get(0),
                        site.input().get(1),
                        site.output().get(0),
                        site.output().get(1)),
                    "withPadding(Padding.SAME), or larger pictures (--image-size)"));
  }

  private static boolean shrinks(Site site) {
    double before = site.input().get(0) * site.input().get(1);
    double after = site.output().get(0) * site.output().get(1);
    return Window.of(site)
            .filter(window -> !window.same() && window.strides()[0] * window.strides()[1] == 1)
            .isPresent()
        && after > 1
        && after < LEAST_LEFT * before;
  }
}
