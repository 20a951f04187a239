package dev.peaberry.lint;

import java.util.stream.Stream;

/** Strides that jump over pixels. */
final class SkippedPixels {
  static final Rule RULE =
      Rule.warning(
          "skipped-pixels",
          "a stride longer than the window",
          "The pixels between two positions are never looked at.",
          SkippedPixels::check);

  private SkippedPixels() {}

  private static Stream<Spot> check(Subject subject) {
    return subject
        .network()
        .sites()
        .filter(site -> !site.isA("Conv2DTranspose"))
        .flatMap(
            site ->
                Window.of(site)
                    .filter(window -> window.area() > 1 && (skips(window, 0) || skips(window, 1)))
                    .map(
                        window ->
                            new Spot(
                                site.name(),
                                Wording.text(
                                    "found strides %d x %d with a window of %s",
                                    window.strides()[0], window.strides()[1], window),
                                Wording.text(
                                    "strides of at most %d, or a larger window",
                                    Math.min(window.size()[0], window.size()[1]))))
                    .stream());
  }

  /** Windows of one pixel are meant to skip, as in the shortcuts of residual networks. */
  private static boolean skips(Window window, int axis) {
    return window.strides()[axis] > window.size()[axis];
  }
}
