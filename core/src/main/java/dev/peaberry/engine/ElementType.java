package dev.peaberry.engine;

/** The type of an array's elements. */
public enum ElementType {
  /** 32-bit floating point. */
  FLOAT32,
  /** Unsigned bytes, 0 to 255: decoded pictures. */
  UINT8
}
