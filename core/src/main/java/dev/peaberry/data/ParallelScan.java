package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Does something for every index on several threads, in ascending order of their beginnings.
 * Stateless and thread-safe.
 */
public final class ParallelScan {
  private static final long PAUSE_MILLIS = 50;

  private ParallelScan() {}

  /** As many threads as the machine has processors. */
  public static int allProcessors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Returns when all is done; the calling thread only tells the progress. The first failure ends
   * the scan and is thrown.
   *
   * @param work thread-safe, called once for each of {@code 0 .. size - 1}
   * @param task what is done, for the progress
   * @param threads at least 1
   * @throws IllegalArgumentException if there are fewer threads
   * @throws DataException if the thread is interrupted; the interrupt flag stays set
   */
  public static void run(String task, int size, int threads, Progress progress, IntConsumer work) {
    if (threads < 1) {
      throw new IllegalArgumentException("A scan needs at least 1 thread, found " + threads);
    }
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    progress.start(task, size, "pictures");
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            workers.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < size && !Thread.currentThread().isInterrupted();
                      i = next.getAndIncrement()) {
                    work.accept(i);
                    done.incrementAndGet();
                  }
                }));
      }
      for (Future<?> each : running) {
        await(each, done, progress);
      }
      progress.advance(size);
    } finally {
      workers.shutdownNow();
      progress.finish();
    }
  }

  private static void await(Future<?> work, AtomicInteger done, Progress progress) {
    while (true) {
      try {
        work.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        progress.advance(done.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DataException("Interrupted while looking at pictures", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
