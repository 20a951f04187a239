package dev.peaberry.data.check;

import dev.peaberry.data.Fingerprint;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.Colours;
import dev.peaberry.image.ImageDetails;
import dev.peaberry.image.ImageFormat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Faults that a picture has by itself or beside what is usual. Confined to one thread. */
final class SinglePictures {
  /** A shape is odd if it is so many times as wide, or as high, as the middle one. */
  private static final double ODD_SHAPE = 2.5;

  private static final int TINY_SIDE = 16;
  private static final double TINY_SHARE = 0.25;

  /** Colours that less than this share of the files have are odd. */
  private static final double ODD_COLOURS = 0.1;

  private static final Map<ImageFormat, Set<String>> ENDINGS =
      Map.of(
          ImageFormat.JPEG, Set.of(".jpg", ".jpeg"),
          ImageFormat.PNG, Set.of(".png"),
          ImageFormat.GIF, Set.of(".gif"),
          ImageFormat.BMP, Set.of(".bmp"),
          ImageFormat.WEBP, Set.of(".webp"));

  private final Map<Fault, List<Finding.Case>> cases = new EnumMap<>(Fault.class);
  private final Map<String, ImageSource> sources;
  private final Links links = new Links();
  private final double usualRatio;
  private final double usualSide;
  private final Map<String, Integer> colours = new TreeMap<>();

  private SinglePictures(List<CheckedPart> parts, Map<String, ImageSource> sources) {
    this.sources = sources;
    CheckedPart first = parts.get(0);
    usualRatio = first.aspectRatios().median();
    usualSide = Math.min(first.heights().median(), first.widths().median());
    parts.forEach(
        part -> part.colours().forEach((each, count) -> colours.merge(each, count, Integer::sum)));
  }

  static List<Finding> findings(
      List<Seen> seen, List<CheckedPart> parts, Map<String, ImageSource> sources) {
    SinglePictures found = new SinglePictures(parts, sources);
    seen.forEach(found::look);
    return found.cases.entrySet().stream()
        .map(entry -> new Finding(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void add(Fault fault, Seen seen, String note) {
    cases
        .computeIfAbsent(fault, each -> new ArrayList<>())
        .add(Finding.Case.of(seen.picture(), note));
  }

  private void look(Seen seen) {
    Look look = seen.look();
    if (!look.isWhole()) {
      add(look.empty() ? Fault.EMPTY : Fault.BROKEN, seen, look.fault().orElse(""));
    } else {
      size(seen);
      look.print().filter(Fingerprint::isBlank).ifPresent(each -> blank(seen));
      look.details().ifPresent(details -> details(seen, details));
    }
    look.format().ifPresent(format -> name(seen, format));
    link(seen);
  }

  private void size(Seen seen) {
    Look look = seen.look();
    String size = look.width() + " x " + look.height() + " pixels";
    if (look.shorterSide() < Math.max(TINY_SIDE, TINY_SHARE * usualSide)) {
      add(Fault.TINY, seen, size);
    }
    double odd = look.aspectRatio() / usualRatio;
    if (Math.max(odd, 1 / odd) > ODD_SHAPE) {
      add(Fault.ODD_SHAPE, seen, size);
    }
  }

  private void blank(Seen seen) {
    add(Fault.BLANK, seen, "almost one grey level");
  }

  private void details(Seen seen, ImageDetails details) {
    if (details.orientation() != ImageDetails.UPRIGHT) {
      add(Fault.TURNED, seen, "EXIF orientation " + details.orientation());
    }
    if (details.colours() != Colours.PALETTE) {
      colours(seen);
    }
    if (details.animated()) {
      add(Fault.ANIMATED, seen, details.header().format() + " of several frames");
    }
  }

  private void colours(Seen seen) {
    Optional<String> stored = seen.look().colours();
    int all = colours.values().stream().mapToInt(Integer::intValue).sum();
    if (stored.isPresent() && colours.getOrDefault(stored.get(), 0) < ODD_COLOURS * all) {
      add(Fault.ODD_COLOURS, seen, stored.get());
    }
  }

  private void name(Seen seen, ImageFormat format) {
    String name = seen.picture().name().toLowerCase(Locale.ROOT);
    if (ENDINGS.get(format).stream().noneMatch(name::endsWith)) {
      add(Fault.WRONG_EXTENSION, seen, "a " + format + " file");
    }
  }

  private void link(Seen seen) {
    Picture picture = seen.picture();
    links
        .leadsTo(sources.get(picture.part()), picture.index())
        .ifPresent(target -> add(Fault.LINK_OUT, seen, "leads to " + target));
  }
}
