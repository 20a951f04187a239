package dev.peaberry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void writesTheFileAndNothingElse() throws IOException {
    AtomicFiles.write(folder.resolve("a.txt"), out -> out.write(bytes("hello")));

    assertThat(folder.resolve("a.txt")).hasContent("hello");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void createsMissingParentFolders() throws IOException {
    Path file = folder.resolve("runs").resolve("first").resolve("a.txt");

    AtomicFiles.write(file, out -> out.write(bytes("hello")));

    assertThat(file).hasContent("hello");
  }

  @Test
  void replacesAnOlderFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "an older and longer text");

    AtomicFiles.write(file, out -> out.write(bytes("new")));

    assertThat(file).hasContent("new");
  }

  @Test
  void keepsTheOlderFileUntilTheNewOneIsComplete() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");

    AtomicFiles.write(
        file,
        out -> {
          out.write(bytes("new"));
          out.flush();
          assertThat(file).hasContent("old");
        });
  }

  @Test
  void aFailingBodyLeavesTheOlderFileAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");

    assertThatThrownBy(() -> AtomicFiles.write(file, AtomicFilesTest::failHalfway))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.txt");
  }

  @Test
  void aBodyThatThrowsAnythingLeavesNothingBehind() throws IOException {
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    folder.resolve("a.txt"),
                    out -> {
                      throw new AssertionError("a bug");
                    }))
        .isInstanceOf(AssertionError.class);

    assertThat(names()).isEmpty();
  }

  @Test
  void theBodyMayCloseItsStream() throws IOException {
    Path file = folder.resolve("a.txt");

    AtomicFiles.write(
        file,
        out -> {
          out.write(bytes("hello"));
          out.close();
        });

    assertThat(file).hasContent("hello");
  }

  @Test
  void anInterruptedThreadCanStillSave() throws IOException {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    try {
      AtomicFiles.write(file, out -> out.write(bytes("hello")));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(file).hasContent("hello");
  }

  @Test
  void theFileIsAsReadableAsOneWrittenDirectly() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews())
        .as("permissions exist on POSIX file systems only")
        .contains("posix");
    Path direct = Files.writeString(folder.resolve("direct.txt"), "hello");
    Path file = folder.resolve("a.txt");

    AtomicFiles.write(file, out -> out.write(bytes("hello")));

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(Files.getPosixFilePermissions(direct));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    AtomicFiles.write(link, out -> out.write(bytes("new")));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void refusesToReplaceAFolder() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("sub"));

    assertThatThrownBy(() -> AtomicFiles.write(sub, out -> out.write(bytes("hello"))))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a folder or a device");

    assertThat(sub).isDirectory();
  }

  private static void failHalfway(OutputStream out) throws IOException {
    out.write(bytes("half"));
    out.flush();
    throw new IOException("disk full");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
