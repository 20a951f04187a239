package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders and archives as nobody wants them. */
final class HostileDataTest {
  private static final byte[] PNG = Pictures.png(2, 2, 9);

  @TempDir Path temp;

  @Test
  void aTarsNamesAreOnlyNames() throws Exception {
    Path tar = temp.resolve("names.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      add(out, "../../a/1.png");
      add(out, "/a/2.png");
      add(out, "b/../../../1.png");
    }
    try (ImageFolder folder = ImageFolder.open(tar)) {
      assertThat(names(folder)).allMatch(name -> name.endsWith(".png"));
      for (int i = 0; i < folder.size(); i++) {
        assertThat(folder.read(i).height()).isEqualTo(2);
      }
    }
    assertThat(temp.toFile().list()).containsExactly("names.tar");
  }

  @Test
  void aTarsLinksAreNoPictures() throws Exception {
    Path tar = temp.resolve("links.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      add(out, "a/1.png");
      for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
        TarArchiveEntry link = new TarArchiveEntry("a/link" + kind + ".png", kind);
        link.setLinkName("/etc/passwd");
        out.putArchiveEntry(link);
        out.closeArchiveEntry();
      }
    }
    try (ImageFolder folder = ImageFolder.open(tar)) {
      assertThat(names(folder)).containsExactly("a/1.png");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksOutOfAFolderAreFollowedAndNamed(@TempDir Path elsewhere) throws Exception {
    Path outside = Pictures.write(elsewhere, Map.of("b/1.png", PNG, "b/2.png", PNG));
    Pictures.write(temp, Map.of("a/1.png", PNG));
    Files.createSymbolicLink(temp.resolve("a/in.png"), temp.resolve("a/1.png"));
    Files.createSymbolicLink(temp.resolve("a/out.png"), outside.resolve("b/1.png"));
    Files.createSymbolicLink(temp.resolve("a/folder"), outside.resolve("b"));
    Files.createSymbolicLink(temp.resolve("b"), outside.resolve("b"));
    ImageFolder folder = ImageFolder.open(temp);
    assertThat(names(folder))
        .containsExactlyInAnyOrder("a/1.png", "a/in.png", "a/out.png", "b/1.png", "b/2.png");
    assertThat(folder.linksOut()).containsExactlyInAnyOrder("a/out.png", "b");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToNowhereBesideTheClassesHindersNothing() throws Exception {
    Pictures.write(temp, Map.of("a/1.png", PNG));
    Files.createSymbolicLink(temp.resolve("b"), temp.resolve("nowhere"));
    assertThat(ImageFolder.open(temp).size()).isEqualTo(1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsABrokenPictureAndNotWaitedFor() throws Exception {
    Pictures.write(temp, Map.of("a/1.png", PNG));
    Path pipe = pipe(temp.resolve("a/pipe.png"));
    ImageFolder folder = ImageFolder.open(temp);
    assertThatThrownBy(() -> folder.file(1))
        .isInstanceOf(BrokenImageException.class)
        .hasMessageContaining("a device or a pipe");
    assertThatThrownBy(() -> folder.header(1)).isInstanceOf(BrokenImageException.class);
    assertThatThrownBy(() -> ImageFolder.open(pipe))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a folder or an archive");
  }

  private static Path pipe(Path path) throws Exception {
    Process process = new ProcessBuilder("mkfifo", path.toString()).start();
    assertThat(process.waitFor()).isZero();
    return path;
  }

  @Test
  void aCompressedTarThatUnpacksToAGiantIsRefused() throws Exception {
    Path bomb = temp.resolve("bomb.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 120; i++) {
        out.write(zeros);
      }
    }
    assertThatThrownBy(() -> ImageFolder.open(bomb))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("not a sane archive");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksInAFolderEndSomewhere() throws Exception {
    Pictures.write(temp, Map.of("a/1.png", PNG, "b/1.png", PNG));
    Files.createSymbolicLink(temp.resolve("a/loop"), temp);
    Files.createSymbolicLink(temp.resolve("b/self.png"), Path.of("self.png"));
    Files.createSymbolicLink(temp.resolve("b/gone.png"), temp.resolve("nowhere.png"));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      assertThat(names(folder)).containsExactly("a/1.png", "b/1.png", "b/gone.png", "b/self.png");
      assertThatThrownBy(() -> folder.read(2)).hasMessage("b/gone.png: the file is gone");
      assertThatThrownBy(() -> folder.read(3)).isInstanceOf(BrokenImageException.class);
    }
  }

  @Test
  void namesOfAnyScriptAreRead() throws Exception {
    Pictures.write(temp, Map.of("Katzen ä/ñandú 猫.png", PNG, "собаки/🐶.png", PNG));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      assertThat(folder.classNames()).containsExactly("Katzen ä", "собаки");
      assertThat(folder.read(1).height()).isEqualTo(2);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aNameWithLineBreaksIsReadAndReportedInOneLine() throws Exception {
    Pictures.write(
        temp, Map.of("a\nb/1\r2.png", PNG, "a\nb/3\n.png", "x".getBytes(StandardCharsets.UTF_8)));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      assertThat(folder.read(0).height()).isEqualTo(2);
      assertThatThrownBy(() -> folder.read(1))
          .hasMessageStartingWith("a?b/3?.png: not a picture")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aFileAmongTheClassFoldersIsNoClass() throws Exception {
    Pictures.write(temp, Map.of("a/1.png", PNG, "b", PNG, "c.png", PNG));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      assertThat(folder.classNames()).containsExactly("a");
      assertThat(folder.size()).isEqualTo(1);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileThatMayNotBeReadIsBroken() throws Exception {
    Pictures.write(temp, Map.of("a/1.png", PNG));
    Path file = temp.resolve("a/1.png");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user reads everything");
    try (ImageFolder folder = ImageFolder.open(temp)) {
      assertThatThrownBy(() -> folder.read(0))
          .hasMessage("a/1.png: no permission to read the file");
    }
  }

  @Test
  void aPipelineGoesOnWhenAWholeClassVanishes() throws Exception {
    Pictures.write(temp, Pictures.classes(2, 5));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      ImagePipeline pipeline =
          ImagePipeline.of(folder).withImageSize(1, 1).withMaxBrokenShare(0.6).withBatchSize(3);
      for (int i = 0; i < 5; i++) {
        Files.delete(temp.resolve("b/%03d.png".formatted(i)));
      }
      Files.delete(temp.resolve("b"));
      int seen = 0;
      try (Batches batches = pipeline.open(0)) {
        while (batches.hasNext()) {
          seen += batches.next().size();
        }
      }
      assertThat(seen).isEqualTo(5);
      assertThat(pipeline.broken()).hasSize(5);
    }
  }

  @Test
  void veryManyFilesTakeLittleMemoryEach() throws Exception {
    int classes = 20;
    int each = 1000;
    Path first = Files.write(temp.resolve("first.png"), PNG);
    for (int label = 0; label < classes; label++) {
      Path folder = Files.createDirectories(temp.resolve("all/class-" + label));
      for (int i = 0; i < each; i++) {
        Files.createLink(folder.resolve("a-picture-%06d.png".formatted(i)), first);
      }
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try (ImageFolder folder = ImageFolder.open(temp.resolve("all"))) {
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      assertThat(folder.size()).isEqualTo(classes * each);
      // Garbage included; so a million files pass through a gigabyte and a half.
      assertThat(bytes / folder.size()).isLessThan(1500);
    }
  }

  private static void add(TarArchiveOutputStream out, String name) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(PNG.length);
    out.putArchiveEntry(entry);
    out.write(PNG);
    out.closeArchiveEntry();
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }
}
