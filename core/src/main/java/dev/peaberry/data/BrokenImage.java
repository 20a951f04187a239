package dev.peaberry.data;

/**
 * A picture that was left out because it could not be read or decoded. Immutable.
 *
 * @param name the picture's name in its source
 * @param reason why, in words, one line
 */
public record BrokenImage(String name, String reason) {}
