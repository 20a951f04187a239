package dev.peaberry.engine;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A float32 array that lives in a program from one run to the next: a weight or an optimizer's
 * slot. Confined to the building of its program.
 *
 * @param name unique in the program: {@code conv1/kernel}
 * @param shape the lengths of its axes
 * @param handle the resource, for operations that update it in place
 * @param value its value at the start of a run
 */
public record Variable(
    String name, Shape shape, Operand<? extends TType> handle, Operand<TFloat32> value) {}
