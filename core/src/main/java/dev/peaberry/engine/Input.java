package dev.peaberry.engine;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A place where a run is fed an array. Confined to its program.
 *
 * @param type what it is fed
 * @param placeholder the fed array
 * @param value the fed array as float32
 */
public record Input(
    ElementType type, Operand<? extends TType> placeholder, Operand<TFloat32> value) {}
