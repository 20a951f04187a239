package dev.peaberry.engine;

/** A dense row-major array on the host, as fed to and fetched from a program. */
public sealed interface Array permits FloatArray, UInt8Array {
  /** The lengths of all axes; the first is the batch where there is one. */
  Shape shape();

  /** The type of the elements. */
  ElementType type();
}
