package dev.peaberry.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while a training runs: the Java machine begins to end, with exit code 130, and waits here
 * until the training has finished its step and saved itself. Thread-safe.
 */
final class StopSignal implements AutoCloseable {
  private static final long LONGEST_WAIT_SECONDS = 120;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean requested;
  private volatile boolean training;

  /** Listens from now on. */
  StopSignal(Runnable onRequest) {
    hook =
        new Thread(
            () -> {
              requested = true;
              if (training) {
                onRequest.run();
                awaitEnd();
              }
            },
            "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitEnd() {
    try {
      if (!done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether somebody wants it to stop. */
  boolean isRequested() {
    return requested;
  }

  /** From now on there is something to save. */
  void trainingStarted() {
    training = true;
  }

  /** All is saved and said. */
  @Override
  public void close() {
    done.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return; // the end has begun in this very moment
      }
    }
  }
}
