package dev.peaberry.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that serves one file, well or badly. */
public final class LoopbackServer implements AutoCloseable {
  /** How the server answers one request. */
  public interface Answer {
    void give(HttpExchange exchange, byte[] content) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  /** Answers the first requests in the given ways, and all later ones in the last way. */
  public LoopbackServer(byte[] content, Answer... answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          ranges.add(header(exchange, "Range").orElse(""));
          int request = Math.min(ranges.size(), answers.length) - 1;
          try (exchange) {
            answers[request].give(exchange, content);
          }
        });
    server.start();
  }

  /** Its address; every other path serves the same. */
  public URI file() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.bin");
  }

  /** The Range header of each request so far, empty where there was none. */
  List<String> ranges() {
    return ranges;
  }

  /** Serves the file. */
  public static Answer whole() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  /** Serves ranges of the version called {@code tag}, and all of it to whom has another. */
  static Answer ranged(String tag) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().add("ETag", tag);
      int from = start(exchange);
      if (from == 0 || !header(exchange, "If-Range").orElse(tag).equals(tag)) {
        whole().give(exchange, content);
        return;
      }
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      exchange.sendResponseHeaders(206, content.length - from);
      exchange.getResponseBody().write(content, from, content.length - from);
    };
  }

  /** Announces the whole file and hangs up after {@code bytes}. */
  static Answer truncated(int bytes, String tag) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().add("ETag", tag);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** Sends {@code bytes} of the file, then nothing until the test ends. */
  static Answer stalled(int bytes, Runnable sent, java.util.concurrent.CountDownLatch end) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      sent.run();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  static Answer status(int status) {
    return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
  }

  static Answer redirect(String location) {
    return (exchange, content) -> {
      exchange.getResponseHeaders().add("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static Answer tampered() {
    return (exchange, content) -> {
      byte[] changed = content.clone();
      changed[content.length / 2] ^= 1;
      whole().give(exchange, changed);
    };
  }

  /** Serves {@code bytes} of zeros without saying how many, or says so. */
  static Answer otherSize(int bytes, boolean announced) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, announced ? bytes : 0);
      exchange.getResponseBody().write(Arrays.copyOf(content, bytes));
    };
  }

  private static int start(HttpExchange exchange) {
    return header(exchange, "Range")
        .map(range -> Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")))
        .orElse(0);
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
