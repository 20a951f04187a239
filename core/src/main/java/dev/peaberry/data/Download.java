package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on the web whose size or checksum is known, fetched when asked for. A broken download is
 * resumed, in the same call or in a later one; the file appears under its name only when it is
 * complete and has the right checksum. Immutable and thread-safe.
 */
public final class Download {
  private static final Logger LOG = LoggerFactory.getLogger(Download.class);
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final URI address;
  private final FileSize size;
  private final List<Checksum> checksums;
  private final Duration timeout;
  private final Duration pause;

  private Download(
      URI address, FileSize size, List<Checksum> checksums, Duration timeout, Duration pause) {
    this.address = address;
    this.size = size;
    this.checksums = List.copyOf(checksums);
    this.timeout = timeout;
    this.pause = pause;
  }

  /**
   * A file to be fetched.
   *
   * @param address where it is: https, or plain http on this very machine
   * @param bytes its size
   * @param checksum its checksum
   * @throws IllegalArgumentException if the address is neither, or if the size is less than 1
   */
  public static Download of(URI address, long bytes, Checksum checksum) {
    return of(address, FileSize.known(bytes), List.of(checksum));
  }

  /**
   * A file to be fetched whose size nobody has published. Without a checksum, too, what the server
   * sends is taken as it is.
   *
   * @param address where it is: https, or plain http on this very machine
   * @param most the size in bytes above which it is refused
   * @param checksum its checksum, if that is known
   * @throws IllegalArgumentException if the address is neither, or if the size is less than 1
   */
  public static Download ofUnknownSize(URI address, long most, Optional<Checksum> checksum) {
    return of(address, FileSize.atMost(most), checksum.stream().toList());
  }

  private static Download of(URI address, FileSize size, List<Checksum> checksums) {
    if (!Http.isSafe(address)) {
      throw new IllegalArgumentException(
          "A download's address begins with https:// (or http://localhost), found " + address);
    }
    return new Download(address, size, checksums, Duration.ofSeconds(30), Duration.ofSeconds(1));
  }

  /** The same file, with one more checksum that it must have. */
  public Download withChecksum(Checksum checksum) {
    List<Checksum> all = new ArrayList<>(checksums);
    all.add(checksum);
    return new Download(address, size, all, timeout, pause);
  }

  /**
   * The same file, with another limit on the server's silence, before it answers and between two
   * pieces (30 seconds by default).
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  public Download withTimeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("A timeout is longer than 0, found " + limit);
    }
    return new Download(address, size, checksums, limit, pause);
  }

  /** The same file, with another pause before the first retry; it doubles each time. */
  Download withPause(Duration first) {
    return new Download(address, size, checksums, timeout, first);
  }

  /** Where the file is. */
  public URI address() {
    return address;
  }

  /** The size of the file in bytes, or the most that it may have where {@link #isSizeKnown not}. */
  public long bytes() {
    return size.most();
  }

  /** Whether the size of the file has been published. */
  public boolean isSizeKnown() {
    return size.isKnown();
  }

  /**
   * Fetches the file, unless it is there already with the right size and checksum; a file that is
   * there with wrong ones is replaced. Until it is complete it is called {@code NAME.part}; if the
   * connection breaks, five attempts that bring nothing in a row are made, and what has come stays
   * for the next call.
   *
   * @param target the file's final path; its folder is created
   * @return {@code target}
   * @throws DataException if the file cannot be had, has another size or checksum, or cannot be
   *     written, if somebody else is downloading it right now, or if the thread is interrupted
   *     (whose interrupted status stays set)
   */
  public Path to(Path target, Progress progress) {
    try {
      if (!isComplete(target)) {
        try (PartFile part = PartFile.open(target)) {
          fetch(part, target, progress);
        }
      }
      return target;
    } catch (ClosedByInterruptException e) {
      throw Http.interrupted(address, e);
    } catch (IOException e) {
      throw new DataException("Cannot store " + target + ": " + e, e);
    }
  }

  private void fetch(PartFile part, Path target, Progress progress) throws IOException {
    long total = size.isKnown() ? size.most() : Progress.UNKNOWN_TOTAL;
    progress.start("Downloading " + target.getFileName(), total, "bytes");
    try {
      boolean resumed = part.size() > 0;
      complete(part, progress);
      Optional<String> fault = fault(part.path());
      if (fault.isPresent() && resumed) {
        LOG.info("The continued download of {} is damaged; it starts again", target);
        part.clear();
        complete(part, progress);
        fault = fault(part.path());
      }
      if (fault.isPresent()) {
        part.clear();
        throw new DataException(
            address + " gave a damaged file, which was deleted: " + fault.get() + "; try again");
      }
      part.moveTo(target);
    } finally {
      progress.finish();
    }
  }

  private void complete(PartFile part, Progress progress) throws IOException {
    if (part.size() > size.most()) {
      part.clear();
    }
    Http http = new Http(address, size, timeout);
    int failures = 0;
    while (!http.isWhole(part)) {
      long before = part.size();
      try {
        http.continueInto(part, progress);
      } catch (BrokenTransferException e) {
        failures = part.size() > before ? 1 : failures + 1;
        if (failures >= ATTEMPTS) {
          throw new DataException(gaveUp(part, http.size(), e), e);
        }
        LOG.info("{}: {}; trying again", address, e.getMessage());
        rest(failures);
      }
    }
  }

  private String gaveUp(PartFile part, FileSize learnt, BrokenTransferException reason)
      throws IOException {
    return "Cannot download %s: %s; %d of %s bytes are kept in %s, try again to continue"
        .formatted(address, reason.getMessage(), part.size(), learnt, part.path());
  }

  private void rest(int failures) {
    long millis = Math.min(pause.toMillis() << (failures - 1), LONGEST_PAUSE.toMillis());
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw Http.interrupted(address, e);
    }
  }

  private boolean isComplete(Path target) throws IOException {
    if (!Files.exists(target)) {
      return false;
    }
    Optional<String> fault = fault(target);
    fault.ifPresent(found -> LOG.warn("{} is replaced: {}", target, found));
    return fault.isEmpty();
  }

  /** What is wrong with a file, in words, or empty if it is the expected one. */
  private Optional<String> fault(Path file) throws IOException {
    long found = Files.size(file);
    if (!size.allows(found)) {
      return Optional.of("found " + found + " bytes, expected " + size);
    }
    for (Checksum expected : checksums) {
      Checksum actual = Checksum.of(file, expected.algorithm());
      if (!actual.equals(expected)) {
        return Optional.of("found " + actual + ", expected " + expected.hex());
      }
    }
    return Optional.empty();
  }
}
