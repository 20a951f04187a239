package dev.peaberry.image;

/**
 * What a VP8 key frame says before its macroblocks: segments, loop filter, quantisers,
 * probabilities.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-9">RFC 6386, section 9</a>
 */
final class Vp8Header {
  private static final int SEGMENTS = 4;

  final boolean segmented;
  final boolean simpleFilter;
  final int filterLevel;
  final int sharpness;
  final int partitions;
  final int[] coefficients = Vp8Tables.coefficients();

  /** The probability that a macroblock has coefficients, or -1 where none is skipped. */
  final int skipProbability;

  final int[] segmentTree = {255, 255, 255};

  private boolean segmentMap;
  private boolean absolute;
  private final int[] segmentQuantisers = new int[SEGMENTS];
  private final int[] segmentFilters = new int[SEGMENTS];
  private boolean filterDeltas;
  private int intraDelta;
  private int subBlockDelta;
  private final int baseQuantiser;
  private final int[] quantiserDeltas = new int[5];

  Vp8Header(Vp8BoolDecoder in) {
    in.number(2); // colour space and clamping: decoders treat all values alike
    segmented = in.flag();
    if (segmented) {
      readSegments(in);
    }
    simpleFilter = in.flag();
    filterLevel = in.number(6);
    sharpness = in.number(3);
    readFilterDeltas(in);
    partitions = 1 << in.number(2);
    baseQuantiser = in.number(7);
    for (int i = 0; i < quantiserDeltas.length; i++) {
      quantiserDeltas[i] = in.optional(4);
    }
    in.flag(); // whether the probabilities outlive this frame
    int[] updates = Vp8Tables.updates();
    for (int i = 0; i < coefficients.length; i++) {
      if (in.bit(updates[i]) == 1) {
        coefficients[i] = in.number(8);
      }
    }
    skipProbability = in.flag() ? in.number(8) : -1;
  }

  private void readSegments(Vp8BoolDecoder in) {
    segmentMap = in.flag();
    if (in.flag()) {
      absolute = in.flag();
      for (int i = 0; i < SEGMENTS; i++) {
        segmentQuantisers[i] = in.optional(7);
      }
      for (int i = 0; i < SEGMENTS; i++) {
        segmentFilters[i] = in.optional(6);
      }
    }
    if (segmentMap) {
      for (int i = 0; i < segmentTree.length; i++) {
        segmentTree[i] = in.flag() ? in.number(8) : 255;
      }
    }
  }

  private void readFilterDeltas(Vp8BoolDecoder in) {
    filterDeltas = in.flag();
    if (filterDeltas && in.flag()) {
      // Of the four reference and four mode deltas a key frame uses the first each.
      for (int i = 0; i < 8; i++) {
        boolean given = in.flag();
        int delta = given ? in.signed(6) : 0;
        if (given && i == 0) {
          intraDelta = delta;
        } else if (given && i == 4) {
          subBlockDelta = delta;
        }
      }
    }
  }

  int segment(Vp8BoolDecoder in) {
    if (!segmentMap) {
      return 0;
    }
    return in.bit(segmentTree[0]) == 0 ? in.bit(segmentTree[1]) : 2 + in.bit(segmentTree[2]);
  }

  /** The steps of a segment: first and other coefficients of luma, of luma's means, of chroma. */
  int[] steps(int segment) {
    int q = baseQuantiser;
    if (segmented) {
      q = segmentQuantisers[segment] + (absolute ? 0 : baseQuantiser);
    }
    return new int[] {
      Vp8Tables.DC_STEPS[clamp(q + quantiserDeltas[0], 127)],
      Vp8Tables.AC_STEPS[clamp(q, 127)],
      Vp8Tables.DC_STEPS[clamp(q + quantiserDeltas[1], 127)] * 2,
      Math.max(8, Vp8Tables.AC_STEPS[clamp(q + quantiserDeltas[2], 127)] * 155 / 100),
      Vp8Tables.DC_STEPS[clamp(q + quantiserDeltas[3], 117)],
      Vp8Tables.AC_STEPS[clamp(q + quantiserDeltas[4], 127)]
    };
  }

  /** The loop filter's level, 0 to 63, for a macroblock with or without 4 x 4 modes. */
  int filterLevel(int segment, boolean subBlocks) {
    int level = filterLevel;
    if (segmented) {
      level = segmentFilters[segment] + (absolute ? 0 : filterLevel);
    }
    if (filterDeltas) {
      level += intraDelta + (subBlocks ? subBlockDelta : 0);
    }
    return clamp(level, 63);
  }

  private static int clamp(int value, int largest) {
    return Math.max(0, Math.min(largest, value));
  }
}
