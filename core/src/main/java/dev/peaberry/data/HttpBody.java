package dev.peaberry.data;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, piece by piece, with a limit on the time that each piece may take; the
 * client's own stream would wait for ever. At most one piece is requested ahead, so memory stays
 * bounded. Read by one thread, filled by the client's.
 */
final class HttpBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  private sealed interface Event permits Piece, End {}

  private record Piece(List<ByteBuffer> buffers) implements Event {}

  private record End(Optional<Throwable> failure) implements Event {}

  private final URI address;
  private final Duration timeout;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
  private volatile Flow.Subscription subscription;

  HttpBody(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  /**
   * The next piece, or empty at the end.
   *
   * @throws BrokenTransferException if the connection broke or was silent for too long
   */
  Optional<ByteBuffer> next() throws BrokenTransferException {
    while (buffers.isEmpty()) {
      Event event = await();
      if (event instanceof Piece piece) {
        buffers.addAll(piece.buffers());
        subscription.request(1);
      } else if (event instanceof End end) {
        if (end.failure().isPresent()) {
          throw new BrokenTransferException("the connection broke", end.failure().get());
        }
        return Optional.empty();
      }
    }
    return Optional.of(buffers.remove());
  }

  private Event await() throws BrokenTransferException {
    try {
      Event event = events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (event == null) {
        throw new BrokenTransferException(
            "the server was silent for " + timeout.toMillis() / 1000.0 + " s");
      }
      return event;
    } catch (InterruptedException e) {
      throw Http.interrupted(address, e);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    events.add(new Piece(piece));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new End(Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    events.add(new End(Optional.empty()));
  }

  /** Ends the transfer; the connection is given up if pieces are still to come. */
  @Override
  public void close() {
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }
}
