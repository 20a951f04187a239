package dev.peaberry.lint;

import dev.peaberry.model.Model;
import dev.peaberry.model.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A model's layers as a graph, models inside it unfolded. Immutable. */
final class Network {
  private final List<Site> sites = new ArrayList<>();
  private final List<Site> inputs;
  private final List<Site> outputs;

  Network(Model model) {
    Trace trace = Trace.of(model);
    for (Trace.Use use : trace.uses()) {
      sites.add(new Site(use, use.from().stream().map(sites::get).toList()));
    }
    inputs = trace.inputs().stream().map(sites::get).toList();
    outputs = trace.outputs().stream().map(sites::get).toList();
  }

  /** All sites, each after those before it. */
  Stream<Site> sites() {
    return sites.stream();
  }

  /** The sites of a role. */
  Stream<Site> sites(Role role) {
    return sites.stream().filter(site -> site.is(role));
  }

  /** The sites where examples enter, in the order of the model's inputs. */
  List<Site> inputs() {
    return inputs;
  }

  /** The sites that give the outputs, in the order of the model's outputs. */
  List<Site> outputs() {
    return outputs;
  }

  /** Whether an output is given by this site. */
  boolean isOutput(Site site) {
    return outputs.contains(site);
  }

  /** The number of parameters, shared ones counted once. */
  long parameters() {
    Map<String, Long> byName = new HashMap<>();
    sites.forEach(site -> byName.putIfAbsent(site.name(), site.parameters()));
    return byName.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Computes a value for each site from those of the sites before it.
   *
   * @param step from a site and the values before it, in their order, to the site's own
   */
  <T> Map<Site, T> forward(BiFunction<Site, List<T>, T> step) {
    Map<Site, T> values = new HashMap<>();
    for (Site site : sites) {
      values.put(site, step.apply(site, site.before().stream().map(values::get).toList()));
    }
    return values;
  }

  /** All sites that take values, however indirectly, from this one. */
  static Set<Site> downstream(Site site) {
    Set<Site> found = new HashSet<>();
    List<Site> open = new ArrayList<>(site.after());
    while (!open.isEmpty()) {
      Site next = open.remove(open.size() - 1);
      if (found.add(next)) {
        open.addAll(next.after());
      }
    }
    return found;
  }
}
