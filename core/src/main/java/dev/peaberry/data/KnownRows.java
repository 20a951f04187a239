package dev.peaberry.data;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A set of indices that only grows. Thread-safe: who finds an index sees all that was written
 * before it was added.
 */
final class KnownRows {
  private final AtomicIntegerArray words;
  private final AtomicInteger count = new AtomicInteger();
  private final int size;

  /** For indices below a size. */
  KnownRows(int size) {
    this.size = size;
    this.words = new AtomicIntegerArray(size / Integer.SIZE + 1);
  }

  boolean contains(int index) {
    return (words.get(index / Integer.SIZE) & bit(index)) != 0;
  }

  /** Adds an index; true for the one call that makes the set hold all of them. */
  boolean completes(int index) {
    int bit = bit(index);
    boolean added = (words.getAndAccumulate(index / Integer.SIZE, bit, (a, b) -> a | b) & bit) == 0;
    return added && count.incrementAndGet() == size;
  }

  boolean isFull() {
    return count.get() == size;
  }

  private static int bit(int index) {
    return 1 << (index % Integer.SIZE);
  }
}
