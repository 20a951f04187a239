package dev.peaberry.data.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Classes that have many more pictures than others. Stateless. */
final class ClassSizes {
  private static final double STRONG = 3;

  private ClassSizes() {}

  static List<Finding> findings(List<String> classNames, List<CheckedPart> parts) {
    List<Finding.Case> cases = new ArrayList<>();
    for (CheckedPart part : parts) {
      int most = 0;
      int least = 0;
      for (int i = 0; i < classNames.size(); i++) {
        most = part.classes().get(i) > part.classes().get(most) ? i : most;
        least = part.classes().get(i) < part.classes().get(least) ? i : least;
      }
      int largest = part.classes().get(most);
      int smallest = part.classes().get(least);
      if (largest >= STRONG * smallest) {
        cases.add(
            Finding.Case.ofAll(
                String.format(
                    Locale.ROOT,
                    "%s%s has %,d pictures, %s %,d",
                    part.name().isEmpty() ? "" : part.name() + ": ",
                    classNames.get(most),
                    largest,
                    classNames.get(least),
                    smallest)));
      }
    }
    return List.of(new Finding(Fault.IMBALANCE, cases));
  }
}
