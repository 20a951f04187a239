package dev.peaberry.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callbacks of one training, in their order. Confined to one thread. */
final class CallbackList implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackList.class);

  /** No callbacks. */
  static final CallbackList NONE = new CallbackList();

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Callback callback, ActiveCallback active) {}

  /**
   * What a checkpoint holds of a callback.
   *
   * @param className of the callback
   * @param config its settings
   * @param memory what it remembers
   */
  record Stored(String className, Map<String, Object> config, CallbackMemory memory) {
    private boolean isOf(Callback callback) {
      return className.equals(callback.className());
    }

    private boolean hasSettingsOf(Callback callback) {
      // Read from JSON, whole numbers may have another type; as text they are the same.
      return isOf(callback) && config.toString().equals(callback.configJson().toString());
    }
  }

  /** Begins all callbacks. */
  static CallbackList begin(List<Callback> callbacks, Training training) {
    CallbackList list = new CallbackList();
    try {
      callbacks.forEach(each -> list.entries.add(new Entry(each, each.begin(training))));
      return list;
    } catch (RuntimeException e) {
      list.close();
      throw e;
    }
  }

  /** Equal settings find their memory first, then other settings of the same class. */
  void restore(List<Stored> stored) {
    List<Stored> left = new ArrayList<>(stored);
    List<Entry> without = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<Stored> own =
          left.stream().filter(each -> each.hasSettingsOf(entry.callback)).findFirst();
      own.ifPresentOrElse(each -> restore(entry, each, left), () -> without.add(entry));
    }
    List<String> changes = new ArrayList<>();
    for (Entry entry : without) {
      String name = entry.callback.className();
      Optional<Stored> other = left.stream().filter(each -> each.isOf(entry.callback)).findFirst();
      changes.add(name + (other.isPresent() ? " has other settings" : " begins anew"));
      other.ifPresent(each -> restore(entry, each, left));
    }
    left.forEach(gone -> changes.add(gone.className() + " is left out"));
    if (!changes.isEmpty()) {
      LOG.warn("Resumed with other callbacks than before: {}", String.join(", ", changes));
    }
  }

  private static void restore(Entry entry, Stored stored, List<Stored> left) {
    left.remove(stored);
    try {
      entry.active.restore(stored.memory);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          "The checkpoint's memory of " + stored.className + ": " + e.getMessage(), e);
    }
  }

  /** What is to be kept of each. */
  List<Stored> stored() {
    return entries.stream()
        .map(
            each ->
                new Stored(
                    each.callback.className(), each.callback.configJson(), each.active.memory()))
        .toList();
  }

  /**
   * Tells all of an event.
   *
   * @param when in words, for errors
   * @throws TrainingException if one or more have failed, once all have heard of it
   */
  void tell(Supplier<String> when, Consumer<ActiveCallback> event) {
    List<TrainingException> failures = new ArrayList<>();
    for (Entry entry : entries) {
      try {
        event.accept(entry.active);
      } catch (RuntimeException e) {
        String message =
            "Callback " + entry.callback.className() + " failed " + when.get() + ": " + text(e);
        failures.add(new TrainingException(message, e));
      }
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  private static String text(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    for (Entry entry : entries) {
      try {
        entry.active.close();
      } catch (RuntimeException e) {
        LOG.warn("Callback {} failed to close: {}", entry.callback.className(), text(e));
      }
    }
  }
}
