package dev.peaberry.config;

/**
 * NumPy's legacy random generator, number for number: the Mersenne twister MT19937 that Keras
 * shuffles file lists with. Confined to one thread.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/random/legacy.html">numpy RandomState</a>
 * @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto and Nishimura, 1998</a>
 */
public final class RandomState {
  private static final int SIZE = 624;
  private static final int OFFSET = 397;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  private RandomState(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * The generator that {@code numpy.random.RandomState(seed)} is.
   *
   * @param seed 0 to 4,294,967,295
   * @throws IllegalArgumentException if the seed is outside that range
   */
  public static RandomState ofSeed(long seed) {
    if (seed < 0 || seed > 0xffffffffL) {
      throw new IllegalArgumentException("A seed is 0 to 4294967295, found " + seed);
    }
    return new RandomState((int) seed);
  }

  /** 32 random bits. */
  public int nextBits() {
    if (next == SIZE) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      state[i] = state[(i + OFFSET) % SIZE] ^ (y >>> 1) ^ ((y & 1) * 0x9908b0df);
    }
    next = 0;
  }

  /**
   * A whole number in {@code 0 .. bound - 1}, as {@code randint(bound)}; nothing is drawn for a
   * bound of 1.
   *
   * @throws IllegalArgumentException if the bound is below 1
   */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("A bound is at least 1, found " + bound);
    }
    int largest = bound - 1;
    if (largest == 0) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
    int drawn = nextBits() & mask;
    while (drawn > largest) {
      drawn = nextBits() & mask;
    }
    return drawn;
  }

  /** A number in {@code [0, 1)} with 53 random bits, as {@code random_sample()}. */
  public double nextDouble() {
    int high = nextBits() >>> 5;
    int low = nextBits() >>> 6;
    return (high * (1L << 26) + low) / (double) (1L << 53);
  }

  /** A number in {@code [from, to)}, as {@code uniform(from, to)}. */
  public double uniform(double from, double to) {
    return from + (to - from) * nextDouble();
  }

  /** Shuffles in place, as {@code shuffle(values)}. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = below(i + 1);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }

  /** The numbers {@code 0 .. count - 1} in random order, as {@code permutation(count)}. */
  public int[] permutation(int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    shuffle(values);
    return values;
  }
}
