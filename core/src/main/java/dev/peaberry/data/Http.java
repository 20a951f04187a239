package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server for a file, or for what is missing of it. Redirections are followed here and not by
 * the client, because each of them has to be as safe as the first address. Confined to one thread.
 */
final class Http {
  private static final int MOST_REDIRECTIONS = 5;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]", Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

  private final URI address;
  private final Duration timeout;
  private final HttpClient client;
  private FileSize size;
  private boolean ended;

  /** A server's file; {@code timeout} limits every silence of the server. */
  Http(URI address, FileSize size, Duration timeout) {
    this.address = address;
    this.size = size;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** The size of the file, which the server may have told by now. */
  FileSize size() {
    return size;
  }

  /** Whether the part is all of the file, as far as its size or the server can tell. */
  boolean isWhole(PartFile part) throws IOException {
    return size.isKnown() ? part.size() >= size.most() : ended;
  }

  /** Whether an address is https, or plain http on this machine. */
  static boolean isSafe(URI address) {
    return address.getHost() != null
        && ("https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme()) && isLoopback(address)));
  }

  static DataException interrupted(URI address, Exception cause) {
    Thread.currentThread().interrupt();
    return new DataException(
        "The download of " + address + " was interrupted; try again to continue it", cause);
  }

  /**
   * Appends to the part until the file is complete; a server that cannot continue starts again.
   *
   * @throws BrokenTransferException if another attempt may succeed
   * @throws DataException if none will
   * @throws IOException if the part cannot be written
   */
  void continueInto(PartFile part, Progress progress) throws BrokenTransferException, IOException {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(part);
    try (HttpBody body = new HttpBody(address, timeout)) {
      response.body().subscribe(body);
      accept(response, part);
      progress.advance(part.size());
      for (Optional<ByteBuffer> next = body.next(); next.isPresent(); next = body.next()) {
        append(next.get(), part);
        progress.advance(part.size());
      }
    }
    if (size.isKnown() && part.size() < size.most()) {
      throw new BrokenTransferException(
          "the connection ended after %d of %s bytes".formatted(part.size(), size));
    }
    ended = true;
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(PartFile part)
      throws BrokenTransferException, IOException {
    URI next = address;
    for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = send(request(next, part));
      if (!List.of(301, 302, 303, 307, 308).contains(response.statusCode())) {
        return response;
      }
      discard(response);
      next = redirection(next, response);
    }
    throw new DataException(
        address + " redirects more than " + MOST_REDIRECTIONS + " times; check the address");
  }

  private HttpRequest request(URI where, PartFile part) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(where).timeout(timeout).header("User-Agent", "peaberry");
    if (part.size() > 0) {
      request.header("Range", "bytes=" + part.size() + "-");
      part.version().ifPresent(version -> request.header("If-Range", version));
    }
    return request.build();
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> send(HttpRequest request)
      throws BrokenTransferException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofPublisher());
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BrokenTransferException("no answer from " + request.uri() + ": " + reason, e);
    } catch (InterruptedException e) {
      throw interrupted(address, e);
    }
  }

  private URI redirection(URI from, HttpResponse<?> response) {
    String location = response.headers().firstValue("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new DataException(from + " redirects to \"" + location + "\", not an address", e);
    }
    if (!isSafe(to) || (isLoopback(to) && !isLoopback(from))) {
      throw new DataException(
          from + " redirects to " + to + ", expected an https address; nothing was fetched");
    }
    return to;
  }

  private void accept(HttpResponse<?> response, PartFile part)
      throws BrokenTransferException, IOException {
    int status = response.statusCode();
    if (status == 206 && isContinuation(response, part)) {
      return;
    }
    if (status == 206 || status == 416) {
      part.clear();
      throw new BrokenTransferException("the server cannot continue where the download ended");
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new BrokenTransferException("the server answered " + status);
    }
    if (status != 200) {
      throw new DataException(
          address
              + " answered "
              + status
              + ", expected 200; check the address, or get the file"
              + " by other means and give its path");
    }
    response.headers().firstValueAsLong("Content-Length").ifPresent(this::learn);
    part.clear();
    part.setVersion(version(response));
  }

  private boolean isContinuation(HttpResponse<?> response, PartFile part) throws IOException {
    Matcher range =
        CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != part.size()) {
      return false;
    }
    if (!range.group(2).equals("*")) {
      long whole = Long.parseLong(range.group(2));
      if (!size.allows(whole)) {
        return false;
      }
      size = FileSize.known(whole);
    }
    return true;
  }

  /** What If-Range may carry: a strong entity tag, or else the date of the last change. */
  private static Optional<String> version(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("ETag")
        .filter(tag -> !tag.startsWith("W/"))
        .or(() -> response.headers().firstValue("Last-Modified"));
  }

  /** The server says how large the file is. */
  private void learn(long whole) {
    if (!size.allows(whole)) {
      throw wrongSize(Long.toString(whole));
    }
    size = FileSize.known(whole);
  }

  private void append(ByteBuffer piece, PartFile part) throws IOException {
    if (piece.remaining() > size.most() - part.size()) {
      part.clear();
      throw wrongSize("more than " + size.most());
    }
    part.append(piece);
  }

  private DataException wrongSize(String found) {
    return new DataException(
        "%s has the wrong size: found %s bytes, expected %s; it is another version of the file"
            .formatted(address, found, size));
  }

  private void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
    HttpBody body = new HttpBody(address, timeout);
    response.body().subscribe(body);
    body.close();
  }

  private static boolean isLoopback(URI address) {
    return address.getHost() != null && LOOPBACK.matcher(address.getHost()).matches();
  }
}
