package dev.peaberry.augment;

/**
 * What lies outside a picture, as a place along one axis: Keras's fill modes as SciPy and as
 * TensorFlow mean them.
 *
 * @see <a
 *     href="https://docs.scipy.org/doc/scipy/reference/generated/scipy.ndimage.affine_transform.html">SciPy</a>
 */
enum Border {
  /** The pixel at the edge, again and again. */
  NEAREST {
    @Override
    double inside(double place, int size) {
      return Math.max(0, Math.min(size - 1, place));
    }

    @Override
    boolean folds() {
      return true;
    }
  },
  /** The picture mirrored, its edge pixel twice. */
  REFLECT {
    @Override
    double inside(double place, int size) {
      double period = 2.0 * size;
      double folded = place - period * Math.floor(place / period);
      return folded < size ? folded : period - 1 - folded;
    }

    @Override
    int index(int index, int size) {
      int folded = Math.floorMod(index, 2 * size);
      return folded < size ? folded : 2 * size - 1 - folded;
    }

    @Override
    boolean folds() {
      return true;
    }

    @Override
    long folded(long place, int size) {
      if (place >= 0 && place < FixedPoint.of(size)) {
        return place;
      }
      long period = FixedPoint.of(2.0 * size);
      long folded = Math.floorMod(place, period);
      return folded < FixedPoint.of(size) ? folded : period - FixedPoint.of(1) - folded;
    }
  },
  /** The picture again and again; first and last pixel fall together, as in SciPy. */
  SHARED_WRAP {
    @Override
    double inside(double place, int size) {
      if (place >= 0 && place <= size - 1) {
        return place;
      }
      double period = size - 1.0;
      return period == 0 ? 0 : place - period * Math.floor(place / period);
    }
  },
  /**
   * The picture again and again, as in TensorFlow: not quite, for it counts periods of one pixel
   * less than it moves by, and repeats the pixel at the edge where that leaves a place outside.
   */
  WRAP {
    @Override
    double inside(double place, int size) {
      if (size == 1) {
        return 0;
      }
      double moved = place;
      if (place < 0) {
        moved = place + size * (Math.floor(-place / (size - 1)) + 1);
      } else if (place > size - 1) {
        moved = place - size * Math.floor(place / (size - 1));
      }
      return NEAREST.inside(moved, size);
    }
  },
  /** A constant, even a fraction of a pixel outside, as in SciPy. */
  CONSTANT {
    @Override
    double inside(double place, int size) {
      return place >= 0 && place <= size - 1 ? place : Double.NaN;
    }
  },
  /** A constant that the pixels at the edge blend into, as in TensorFlow. */
  BLENDED_CONSTANT {
    @Override
    double inside(double place, int size) {
      return place > -1 && place < size ? place : Double.NaN;
    }

    @Override
    int index(int index, int size) {
      return index >= 0 && index < size ? index : -1;
    }
  };

  /** The place inside the picture that stands for another; NaN for the constant. */
  abstract double inside(double place, int size);

  /**
   * Whether the place inside that stands for another has two neighbours inside, one at the edge
   * being a neighbour of its own.
   */
  boolean folds() {
    return false;
  }

  /** {@link #inside} in fixed point, for borders that fold. */
  long folded(long place, int size) {
    return place;
  }

  /** The pixel that stands for a neighbour of a place inside; -1 for the constant. */
  int index(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
