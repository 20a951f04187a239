package dev.peaberry.lint;

/**
 * A place where a rule does not hold. Immutable.
 *
 * @param where the layer, the setting or the files
 * @param found what was found, with numbers
 * @param mend what to write instead
 */
record Spot(String where, String found, String mend) {}
