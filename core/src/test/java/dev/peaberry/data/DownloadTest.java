package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.config.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DownloadTest {
  private static final int SIZE = 300_000;

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];
  private Path target;
  private Checksum sha256;

  @BeforeEach
  void drawContent() throws IOException {
    new Random(1).nextBytes(content);
    target = folder.resolve("cache").resolve("file.bin");
    Path original = Files.write(folder.resolve("original.bin"), content);
    sha256 = Checksum.of(original, Checksum.Algorithm.SHA_256);
  }

  @Test
  void fetchesTheWholeFile() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      assertThat(download(server).to(target, Progress.none())).isEqualTo(target);
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
    }
    assertThat(target.getParent()).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void doesNotAskForAFileThatIsThere() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target, content);
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
      assertThat(server.ranges()).isEmpty();
    }
  }

  @Test
  void replacesAFileThatWasTamperedWith() throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target, new byte[SIZE]);
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void continuesABrokenDownloadWhereItEnded() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            content,
            LoopbackServer.truncated(100_000, "\"v1\""),
            LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
      assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d*-");
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void continuesADownloadOfAnEarlierCall() throws IOException {
    leavePart(Arrays.copyOf(content, 123_456), "\"v1\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
      assertThat(server.ranges()).containsExactly("bytes=123456-");
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsAgainWhereTheServerHasANewVersion() throws IOException {
    leavePart(new byte[123_456], "\"v0\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
      assertThat(server.ranges()).hasSize(1);
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsAgainWhereTheServerKnowsNoRanges() throws IOException {
    leavePart(Arrays.copyOf(content, 123_456), "\"v1\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsAgainWhereWhatWasLeftIsDamaged() throws IOException {
    leavePart(new byte[123_456], "\"v1\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
      assertThat(server.ranges()).containsExactly("bytes=123456-", "");
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsAgainWhereMoreWasLeftThanTheFileHas() throws IOException {
    leavePart(new byte[SIZE + 1], "\"v1\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsAgainWhereTheServerRefusesTheRange() throws IOException {
    leavePart(Arrays.copyOf(content, 123_456), "\"v1\"");
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.status(416), LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void namesBothChecksumsOfATamperedFile() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.tampered())) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("found SHA-256 ")
          .hasMessageContaining("expected " + sha256.hex());
    }
  }

  @Test
  void keepsNothingOfATamperedFile() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.tampered())) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()));
    }
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void checksEveryChecksumThatWasGiven() throws IOException {
    Checksum wrong = Checksum.md5("0".repeat(32));
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      assertThatThrownBy(() -> download(server).withChecksum(wrong).to(target, Progress.none()))
          .hasMessageContaining("expected " + wrong.hex());
    }
  }

  @Test
  void givesUpAtOnceOnAMissingFile() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.status(404))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("answered 404");
      assertThat(server.ranges()).hasSize(1);
    }
  }

  @Test
  void triesAgainWhereTheServerIsBusy() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.status(503), LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void givesUpOnAServerThatIsAlwaysBusy() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.status(503))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("503");
      assertThat(server.ranges()).hasSize(5);
    }
  }

  @Test
  void refusesAnotherSizeBeforeItComes() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.otherSize(SIZE - 1, true))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("found " + (SIZE - 1) + " bytes, expected " + SIZE);
    }
  }

  @Test
  void stopsAServerThatSendsMoreThanExpected() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.otherSize(10 * SIZE, false))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("found more than " + SIZE);
    }
  }

  @Test
  void refusesARedirectionToPlainHttpElsewhere() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.redirect("http://example.invalid/file.bin"))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("expected an https address");
    }
  }

  @Test
  void followsARedirectionOnThisMachine() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            content, LoopbackServer.redirect("/elsewhere.bin"), LoopbackServer.whole())) {
      download(server).to(target, Progress.none());
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void doesNotFollowRedirectionsForEver() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.redirect("/elsewhere.bin"))) {
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("redirects more than 5 times");
    }
  }

  @Test
  void refusesAPlainHttpAddressElsewhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Download.of(URI.create("http://example.invalid/f"), SIZE, sha256))
        .withMessageContaining("https://");
  }

  @Test
  void learnsTheSizeFromTheServer() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            content,
            LoopbackServer.truncated(100_000, "\"v1\""),
            LoopbackServer.ranged("\"v1\""))) {
      ofUnknownSize(server, 10L * SIZE).to(target, Progress.none());
      assertThat(server.ranges()).hasSize(2);
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void aChecksumSufficesWhereNobodyTellsTheSize() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.otherSize(SIZE - 1, false))) {
      assertThatThrownBy(() -> ofUnknownSize(server, 10L * SIZE).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("expected " + sha256.hex());
    }
  }

  @Test
  void continuesADownloadOfUnknownSize() throws IOException {
    leavePart(Arrays.copyOf(content, 123_456), "\"v1\"");
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.ranged("\"v1\""))) {
      ofUnknownSize(server, SIZE).to(target, Progress.none());
      assertThat(server.ranges()).containsExactly("bytes=123456-");
    }
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void refusesMoreThanTheMost() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole())) {
      assertThatThrownBy(() -> ofUnknownSize(server, SIZE - 1).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("found 300000 bytes, expected at most 299999");
    }
  }

  private Download ofUnknownSize(LoopbackServer server, long most) {
    return Download.ofUnknownSize(server.file(), most, Optional.of(sha256))
        .withPause(Duration.ZERO);
  }

  @Test
  void keepsWhatHasComeWhenTheServerFallsSilent() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.stalled(100_000, () -> {}, end))) {
      Download download = download(server).withTimeout(Duration.ofMillis(200));
      assertThatThrownBy(() -> download.to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("100000 of 300000 bytes are kept");
    } finally {
      end.countDown();
    }
  }

  @Test
  void endsSoonWhenItsThreadIsInterrupted() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (LoopbackServer server =
        new LoopbackServer(content, LoopbackServer.stalled(100_000, sent::countDown, end))) {
      Thread thread = new Thread(() -> download(server).to(target, Progress.none()));
      thread.setUncaughtExceptionHandler((where, thrown) -> failure.set(thrown));
      thread.start();
      sent.await();
      thread.interrupt();
      thread.join();
    } finally {
      end.countDown();
    }
    assertThat(failure.get())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("was interrupted");
    assertThat(target).doesNotExist();
  }

  @Test
  void doesNotDownloadAFileTwiceAtOnce() throws IOException {
    try (LoopbackServer server = new LoopbackServer(content, LoopbackServer.whole());
        PartFile held = PartFile.open(target)) {
      assertThat(held.size()).isZero();
      assertThatThrownBy(() -> download(server).to(target, Progress.none()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("somebody else");
    }
  }

  @Test
  void reportsEveryByte() throws IOException {
    RecordedProgress progress = new RecordedProgress();
    try (LoopbackServer server =
        new LoopbackServer(
            content,
            LoopbackServer.truncated(100_000, "\"v1\""),
            LoopbackServer.ranged("\"v1\""))) {
      download(server).to(target, progress);
    }
    assertThat(progress.log())
        .startsWith("start Downloading file.bin 300000 bytes")
        .endsWith("advance 300000", "finish");
  }

  private Download download(LoopbackServer server) {
    return Download.of(server.file(), SIZE, sha256).withPause(Duration.ZERO);
  }

  private void leavePart(byte[] bytes, String version) throws IOException {
    Files.createDirectories(target.getParent());
    Files.write(target.resolveSibling("file.bin.part"), bytes);
    Files.writeString(target.resolveSibling("file.bin.part.version"), version);
  }
}
