package dev.peaberry.data.check;

import java.util.List;
import java.util.Locale;

/**
 * A fault of a data set and where it is. Immutable.
 *
 * @param fault what is wrong
 * @param cases each time that it is
 */
public record Finding(Fault fault, List<Case> cases) {
  /** Copies the list. */
  public Finding {
    cases = List.copyOf(cases);
  }

  /**
   * One time that a fault was found. Immutable.
   *
   * @param pictures the pictures that have it: one, or those that are copies of one another, or
   *     none where it is a fault of the whole
   * @param note the particulars, such as why a file is broken; may be empty
   * @param identical whether they are several files of the same bytes
   */
  public record Case(List<Picture> pictures, String note, boolean identical) {
    /** Copies the list. */
    public Case {
      pictures = List.copyOf(pictures);
    }

    /** A case of one picture. */
    public static Case of(Picture picture, String note) {
      return new Case(List.of(picture), note, false);
    }

    /** A case of the data set as a whole. */
    static Case ofAll(String note) {
      return new Case(List.of(), note, false);
    }
  }

  /** How many pictures it concerns. */
  public int pictures() {
    return cases.stream().mapToInt(each -> each.pictures().size()).sum();
  }

  /** How much there is of it: {@code "3 files"}, {@code "91 groups, 183 files"}. */
  public String amount() {
    int pictures = pictures();
    String files = String.format(Locale.ROOT, "%,d %s", pictures, pictures == 1 ? "file" : "files");
    if (pictures == cases.size()) {
      return files;
    }
    if (pictures == 0) {
      return cases.size() == 1 ? "" : cases.size() + " times";
    }
    return String.format(
        Locale.ROOT, "%,d %s, %s", cases.size(), cases.size() == 1 ? "group" : "groups", files);
  }
}
