package dev.peaberry.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Decodes and resizes pictures on several threads and hands them over in the order asked for, in
 * chunks of adjacent rows of bytes. Only a few chunks are ever ahead of the reader. Confined to the
 * reader's thread; closing it ends the threads.
 */
final class RowStream implements AutoCloseable {
  /** Pictures that one task decodes: enough to hide a task's cost, few enough to share a batch. */
  private static final int TASK_ROWS = 8;

  private static final AtomicInteger POOLS = new AtomicInteger();

  /**
   * Some rows in order.
   *
   * @param pixels one row after the other
   * @param indices the source's index of each row, or -1 where the picture is broken
   */
  @SuppressWarnings("ArrayRecordComponent") // internal, compared by nobody
  record Chunk(byte[] pixels, int[] indices) {
    boolean whole() {
      for (int index : indices) {
        if (index < 0) {
          return false;
        }
      }
      return true;
    }
  }

  private record Pending(Chunk chunk, List<CompletableFuture<Void>> tasks) {}

  private final RowLoader loader;
  private final int[] order;
  private final int[] occurrences;
  private final int chunkRows;
  private final int ahead;
  private final ExecutorService pool;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private volatile boolean cancelled;
  private int submitted;

  /** Starts decoding the pictures of these indices, in this order. */
  RowStream(RowLoader loader, int[] order, int chunkRows, int threads) {
    this.loader = loader;
    this.order = order;
    this.occurrences = occurrences(order);
    this.chunkRows = chunkRows;
    // Every thread has a task in hand and another waiting, however small the chunks.
    this.ahead = 2 + (2 * threads * TASK_ROWS) / chunkRows;
    this.pool = Executors.newFixedThreadPool(threads, threads());
    submit();
  }

  /** How often each index has come before. */
  private static int[] occurrences(int[] order) {
    int[] seen = new int[IntStream.of(order).max().orElse(-1) + 1];
    return IntStream.of(order).map(index -> seen[index]++).toArray();
  }

  private static ThreadFactory threads() {
    String name = "peaberry-pictures-" + POOLS.incrementAndGet() + "-";
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void submit() {
    while (pending.size() < ahead && submitted < order.length) {
      int rows = Math.min(chunkRows, order.length - submitted);
      Chunk chunk = new Chunk(new byte[rows * loader.rowBytes()], new int[rows]);
      List<CompletableFuture<Void>> tasks = new ArrayList<>();
      for (int from = 0; from < rows; from += TASK_ROWS) {
        int first = from;
        int to = Math.min(from + TASK_ROWS, rows);
        int position = submitted;
        tasks.add(CompletableFuture.runAsync(() -> decode(chunk, position, first, to), pool));
      }
      pending.add(new Pending(chunk, tasks));
      submitted += rows;
    }
    if (submitted == order.length) {
      // What waits is still done; then the threads end even if nobody closes this.
      pool.shutdown();
    }
  }

  private void decode(Chunk chunk, int position, int from, int to) {
    for (int row = from; row < to && !cancelled; row++) {
      int index = order[position + row];
      boolean good =
          loader.load(index, occurrences[position + row], chunk.pixels(), row * loader.rowBytes());
      chunk.indices()[row] = good ? index : -1;
    }
  }

  /**
   * The next rows, or empty at the end; the threads end by themselves then.
   *
   * @throws RuntimeException what decoding threw, once; the stream is closed then
   * @throws CancellationException if the reader is interrupted; the stream is closed then
   */
  Optional<Chunk> next() {
    Pending head = pending.poll();
    if (head == null) {
      close();
      return Optional.empty();
    }
    submit();
    try {
      for (CompletableFuture<Void> task : head.tasks()) {
        // What is done already would be handed out without a look at the interruption.
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        task.get();
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("Interrupted while waiting for pictures");
    } catch (ExecutionException e) {
      close();
      throw rethrown(e.getCause());
    }
    return Optional.of(head.chunk());
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException("Decoding failed: " + cause, cause);
  }

  /** Ends the threads. They are not interrupted: that would close files that others read. */
  @Override
  public void close() {
    cancelled = true;
    pending.clear();
    pool.shutdown();
    try {
      // A picture in work takes milliseconds; after that nothing is left running.
      pool.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
