package dev.peaberry.tune;

import dev.peaberry.config.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trials with their ranks at the first rung: 1 for the worst, the mean of the places where several
 * are equal. Immutable.
 */
final class RankedTrials {
  private static final int SHUFFLES = 2000;
  private static final int SAMPLES = 1000;
  private static final int MOST_GROUPS = 4;
  private static final int FEWEST_OF_A_GROUP = 4;

  private final List<Trial> trials;
  private final double[] ranks;
  private final Seed seed;

  private RankedTrials(List<Trial> trials, double[] ranks, Seed seed) {
    this.trials = trials;
    this.ranks = ranks;
    this.seed = seed;
  }

  static RankedTrials of(Sweep sweep) {
    int epochs = sweep.rungs().first();
    List<Trial> compared = new ArrayList<>();
    List<Double> goodness = new ArrayList<>();
    for (Trial trial : sweep.trials()) {
      if (!trial.counts(epochs)) {
        continue;
      }
      double score = trial.scoreAfter(epochs, sweep.aim()).orElse(Double.NaN);
      double signed = sweep.aim() == Aim.MAXIMIZE ? score : -score;
      compared.add(trial);
      goodness.add(Double.isNaN(signed) ? Double.NEGATIVE_INFINITY : signed);
    }
    double[] values = goodness.stream().mapToDouble(Double::doubleValue).toArray();
    return new RankedTrials(compared, ranks(values), Seed.of(sweep.seed()).split("importance"));
  }

  Importance importance(Parameter parameter) {
    int[] groups = groups(parameter);
    int count = Arrays.stream(groups).max().orElse(-1) + 1;
    long repeated =
        IntStream.range(0, count)
            .filter(group -> Arrays.stream(groups).filter(each -> each == group).count() > 1)
            .count();
    if (trials.size() < Importance.FEWEST_TRIALS || repeated < 2 || count == trials.size()) {
      return Importance.unknown(parameter.name(), trials.size());
    }
    Seed own = seed.split(parameter.name());
    double between = between(groups, count, ranks);
    return new Importance(
        parameter.name(),
        trials.size(),
        Optional.of(corrected(between, count)),
        Optional.of(chance(between, groups, count, own.split("shuffle").generator())),
        trend(parameter, own.split("sample").generator()));
  }

  /** Epsilon squared, at least 0. */
  private double corrected(double between, int count) {
    int n = trials.size();
    return Math.max(0, 1 - (1 - between) * (n - 1) / (n - count));
  }

  /** How often shuffled ranks differ as much between the groups. */
  private double chance(double between, int[] groups, int count, SplittableRandom random) {
    double[] shuffled = ranks.clone();
    int asMuch = 0;
    for (int i = 0; i < SHUFFLES; i++) {
      shuffle(shuffled, random);
      asMuch += between(groups, count, shuffled) >= between - 1e-12 ? 1 : 0;
    }
    return (1.0 + asMuch) / (1.0 + SHUFFLES);
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }

  /** The share of the variance that lies between groups; 0 where there is none. */
  private static double between(int[] groups, int count, double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double[] sums = new double[count];
    int[] sizes = new int[count];
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sums[groups[i]] += values[i] - mean;
      sizes[groups[i]]++;
      total += (values[i] - mean) * (values[i] - mean);
    }
    double explained = 0;
    for (int group = 0; group < count; group++) {
      explained += sizes[group] == 0 ? 0 : sums[group] * sums[group] / sizes[group];
    }
    return total == 0 ? 0 : explained / total;
  }

  /** The group of each trial, from 0. */
  private int[] groups(Parameter parameter) {
    if (parameter.values() instanceof Choices choices) {
      Map<String, Integer> present = new LinkedHashMap<>();
      choices.all().stream()
          .filter(value -> trials.stream().anyMatch(trial -> value.equals(value(trial, parameter))))
          .forEach(value -> present.put(value, present.size()));
      return trials.stream().mapToInt(trial -> present.get(value(trial, parameter))).toArray();
    }
    double[] positions = positions(parameter).orElseThrow();
    int count = Math.max(2, Math.min(MOST_GROUPS, trials.size() / FEWEST_OF_A_GROUP));
    double[] places = ranks(positions); // equal numbers are in one group
    return Arrays.stream(places)
        .mapToInt(place -> Math.min(count - 1, (int) ((place - 0.5) * count / trials.size())))
        .toArray();
  }

  private static String value(Trial trial, Parameter parameter) {
    return trial.values().getOrDefault(parameter.name(), "");
  }

  private Optional<double[]> positions(Parameter parameter) {
    double[] positions = new double[trials.size()];
    for (int i = 0; i < positions.length; i++) {
      var position = parameter.values().position(value(trials.get(i), parameter));
      if (position.isEmpty()) {
        return Optional.empty();
      }
      positions[i] = position.getAsDouble();
    }
    return Optional.of(positions);
  }

  private Optional<Importance.Trend> trend(Parameter parameter, SplittableRandom random) {
    Optional<double[]> positions = positions(parameter);
    if (positions.isEmpty()) {
      return Optional.empty();
    }
    double[] samples = new double[SAMPLES];
    int n = trials.size();
    for (int s = 0; s < SAMPLES; s++) {
      int[] drawn = random.ints(n, 0, n).toArray();
      double[] x = Arrays.stream(drawn).mapToDouble(i -> positions.get()[i]).toArray();
      double[] y = Arrays.stream(drawn).mapToDouble(i -> ranks[i]).toArray();
      samples[s] = correlation(ranks(x), ranks(y));
    }
    Arrays.sort(samples);
    return Optional.of(
        new Importance.Trend(
            correlation(ranks(positions.get()), ranks),
            samples[(int) Math.floor(0.025 * (SAMPLES - 1))],
            samples[(int) Math.ceil(0.975 * (SAMPLES - 1))]));
  }

  /** Pearson's correlation; 0 where one of them does not vary. */
  private static double correlation(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  /** Places from 1, the smallest first; the mean place where several are equal. */
  static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int start = 0; start < order.length; ) {
      int end = start;
      while (end < order.length && values[order[end]] == values[order[start]]) {
        end++;
      }
      for (int i = start; i < end; i++) {
        ranks[order[i]] = (start + 1 + end) / 2.0;
      }
      start = end;
    }
    return ranks;
  }
}
