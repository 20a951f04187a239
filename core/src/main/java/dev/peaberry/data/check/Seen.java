package dev.peaberry.data.check;

/**
 * A picture and what its reading has told. Immutable.
 *
 * @param picture which one
 * @param look what was seen
 */
record Seen(Picture picture, Look look) {}
