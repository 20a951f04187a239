package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that a list names, or whose names tell their classes. */
class ListedDataTest {
  @TempDir static Path root;

  private static Path pictures;
  private static Path list;
  private static Path flat;

  @BeforeAll
  static void makePictures() throws IOException {
    pictures = SamplePictures.in(root.resolve("pictures"));
    List<Path> files;
    try (Stream<Path> below = Files.walk(pictures)) {
      files = below.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
    flat = Files.createDirectories(root.resolve("flat"));
    StringBuilder rows = new StringBuilder("path,label,split,weight\n");
    for (int i = 0; i < files.size(); i++) {
      String label = files.get(i).getParent().getFileName().toString();
      String part = i % 5 == 0 ? "test" : i % 5 == 1 ? "validation" : "train";
      rows.append("%s,%s,%s,%s%n".formatted(pictures.relativize(files.get(i)), label, part, 0.5));
      Files.copy(files.get(i), flat.resolve("%s.%d.jpg".formatted(label, i)));
    }
    list = Files.writeString(root.resolve("list.csv"), rows);
  }

  @Test
  void dataCountsTheParts() {
    CommandRun run = CommandRun.of("data", list, "--root", pictures, "--no-grid", "--quiet");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("40 pictures of 4 classes in " + list + " --root " + pictures);
    assertThat(run.out()).containsPattern("Class +train +validation +test");
  }

  @Test
  void trainsAndGoesOnAndIsJudgedWithoutBeingToldAgain() {
    Path run = root.resolve("run");
    assertThat(train(list, "--root", pictures, "--out", run, "--epochs", 1)).isZero();
    assertThat(train("--resume", run, "--epochs", 2)).isZero();
    CommandRun judged = CommandRun.of("evaluate", run, "--quiet");
    assertThat(judged.code()).isZero();
    assertThat(judged.out()).contains("The test pictures.").contains("8 pictures, 4 classes");
  }

  @Test
  void namesGiveTheClasses() {
    CommandRun run =
        CommandRun.of("data", flat, "--label-from", "^(\\w+)\\.", "--no-grid", "--quiet");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("40 pictures of 4 classes").contains("Medium");
  }

  @Test
  void aRunKnowsHowNamesGiveTheClasses() {
    Path run = root.resolve("named");
    assertThat(train(flat, "--label-from", "^(\\w+)\\.", "--out", run, "--epochs", 1)).isZero();
    assertThat(CommandRun.of("evaluate", run, "--quiet").out()).contains("8 pictures, 4 classes");
  }

  @Test
  void checkLooksAtWhatAListNames() {
    CommandRun run = CommandRun.of("check", list, "--root", pictures);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("on 40 pictures of 4 classes");
  }

  @Test
  void aRootBelongsToAList() {
    CommandRun run = CommandRun.of("data", pictures, "--root", flat);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("Found --root '" + flat + "', expected none");
  }

  @Test
  void aRootNeedsData() {
    for (String command : new String[] {"train", "check", "lr-find"}) {
      CommandRun run = CommandRun.of(command, "--root", flat);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.failure()).contains("Found --root without DATA");
    }
  }

  @Test
  void aRegularExpressionNeedsOneGroup() {
    CommandRun run = CommandRun.of("data", flat, "--label-from", "\\w+");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("Found 0 groups in --label-from '\\w+', expected one");
  }

  @Test
  void aBrokenRegularExpressionIsQuoted() {
    CommandRun run = CommandRun.of("data", flat, "--label-from", "(a");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.failure()).contains("Found --label-from '(a', expected a regular expression");
  }

  @Test
  void aFaultOfAListIsOneLine() throws IOException {
    Path bad = Files.writeString(root.resolve("bad.csv"), "path,label\nx.png,a\n");
    CommandRun run = CommandRun.of("train", bad);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().strip().lines()).hasSize(1);
    assertThat(run.failure()).contains("1 of which are not in").contains("'x.png' (line 2)");
  }

  private static int train(Object... arguments) {
    return CommandRun.of(
            Stream.concat(Stream.of("train", "--quiet"), Stream.of(arguments)).toArray())
        .code();
  }
}
