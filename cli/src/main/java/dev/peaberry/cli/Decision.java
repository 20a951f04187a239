package dev.peaberry.cli;

import dev.peaberry.evaluate.DecisionRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that was chosen. Immutable.
 *
 * @param rule how answers are made
 * @param lines what it does, in sentences
 */
record Decision(DecisionRule rule, List<String> lines) {
  Decision {
    lines = List.copyOf(lines);
  }

  /** With a sentence about the pictures that it was found on, if something was said of them. */
  Decision explained(String pictures) {
    if (lines.isEmpty()) {
      return this;
    }
    List<String> more = new ArrayList<>(lines);
    more.add("On these: " + pictures + " On others it will do a little less well.");
    return new Decision(rule, more);
  }
}
