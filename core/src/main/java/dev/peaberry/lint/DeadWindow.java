package dev.peaberry.lint;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Windows that are larger than what they look at. */
final class DeadWindow {
  static final Rule RULE =
      Rule.warning(
          "dead-window",
          "a kernel or a pool larger than the map it looks at",
          "The map has shrunk so far that most of the kernel only ever meets "
              + "padding: those weights never learn, and a pool of one pixel does "
              + "nothing.",
          DeadWindow::check);
  private static final double LEAST_LIVING = 0.6;

  private DeadWindow() {}

  private static Stream<Spot> check(Subject subject) {
    List<Site> dead =
        subject
            .network()
            .sites()
            .filter(site -> site.input().rank() == 3 && (isDeadKernel(site) || isIdlePool(site)))
            .toList();
    return dead.isEmpty() ? Stream.empty() : Stream.of(spot(dead));
  }

  private static Spot spot(List<Site> dead) {
    Site first = dead.get(0);
    Window window = Window.of(first).orElseThrow();
    String map = Wording.text("%d x %d pixels", first.input().get(0), first.input().get(1));
    return new Spot(
        Wording.list(dead.stream().map(Site::name).toList()),
        isIdlePool(first)
            ? Wording.text("found a pool of %s over a map of %s", window, map)
            : Wording.text(
                "found a kernel of %s over a map of %s: %d of its %d places never meet a pixel",
                window, map, window.area() - living(window, first), window.area()),
        "larger pictures (--image-size), or fewer poolings and strides before it");
  }

  private static boolean isIdlePool(Site site) {
    return !site.is(Role.LINEAR)
        && site.input().get(0) == 1
        && site.input().get(1) == 1
        && Window.of(site).filter(window -> window.area() > 1).isPresent();
  }

  private static boolean isDeadKernel(Site site) {
    return site.is(Role.LINEAR)
        && !site.isA("Conv2DTranspose")
        && Window.of(site)
            .filter(window -> living(window, site) <= LEAST_LIVING * window.area())
            .isPresent();
  }

  private static int living(Window window, Site site) {
    return living(window, site, 0) * living(window, site, 1);
  }

  /** How many of a kernel's places along an axis meet a pixel at one of its positions. */
  private static int living(Window window, Site site, int axis) {
    int pixels = site.input().get(axis);
    int positions = site.output().get(axis);
    int stride = window.strides()[axis];
    int reach = (window.size()[axis] - 1) * window.dilation()[axis] + 1;
    int padding = Math.max((positions - 1) * stride + reach - pixels, 0) / 2;
    int start = window.same() ? padding : 0;
    return (int)
        IntStream.range(0, window.size()[axis])
            .filter(
                place ->
                    IntStream.range(0, positions)
                        .map(at -> at * stride - start + place * window.dilation()[axis])
                        .anyMatch(pixel -> pixel >= 0 && pixel < pixels))
            .count();
  }
}
