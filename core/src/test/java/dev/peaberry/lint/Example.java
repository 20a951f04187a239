package dev.peaberry.lint;

/**
 * What breaks a rule, and the same mended.
 *
 * @param rule the rule's name
 * @param bad breaks it
 * @param good does not
 */
record Example(String rule, TrainingPlan bad, TrainingPlan good) {
  @Override
  public String toString() {
    return rule;
  }
}
