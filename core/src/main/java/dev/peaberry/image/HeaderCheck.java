package dev.peaberry.image;

/** Refuses a picture, or a part of one, by what its header announces. */
@FunctionalInterface
interface HeaderCheck {
  void check(ImageHeader header) throws UndecodableImageException;
}
