package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageManifestTest {
  private static final String CSV =
      """
      path,label,split,weight,group,remark
      a/000.png,cat,train,0.5,ann,first
      a/001.png,dog|cat,train,,,
      b/000.png,dog,validation,2,"bob, jr",
      b/001.png,"Ärmel ""x"" y",test,1,,
      """;

  private static final String JSON_LINES =
      """
      {"path": "a/000.png", "label": "cat", "split": "train", "weight": 0.5, "group": "ann", "x": {}}
      {"path": "a/001.png", "label": ["dog", "cat"], "split": "train"}

      {"path": "b/000.png", "label": "dog", "split": "validation", "weight": 2, "group": "bob, jr"}
      {"path": "b/001.png", "label": "Ärmel \\"x\\" y", "split": "test", "weight": 1, "group": null}
      """;

  @TempDir Path temp;

  @BeforeEach
  void writePictures() throws IOException {
    Pictures.write(temp, Pictures.classes(2, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"list.csv", "list.jsonl"})
  void readsTheSameFromBothFormats(String name) throws Exception {
    ImageManifest manifest = open(name, name.endsWith("csv") ? CSV : JSON_LINES);
    assertThat(manifest.classNames()).containsExactly("cat", "dog", "Ärmel \"x\" y");
    assertThat(names(manifest)).containsExactly("a/000.png", "a/001.png", "b/000.png", "b/001.png");
    assertThat(each(manifest, manifest::labels))
        .containsExactly(List.of(0), List.of(0, 1), List.of(1), List.of(2));
    assertThat(each(manifest, manifest::label)).containsExactly(0, 0, 1, 2);
    assertThat(each(manifest, manifest::weight)).containsExactly(0.5, 1.0, 2.0, 1.0);
    assertThat(each(manifest, manifest::group))
        .containsExactly(
            Optional.of("ann"), Optional.empty(), Optional.of("bob, jr"), Optional.empty());
    assertThat(manifest.read(2).pixels()[0]).isEqualTo((byte) 2);
  }

  @Test
  void dividesByTheSplitColumn() throws Exception {
    Map<DataPart, ImageSource> parts = open("list.csv", CSV).parts();
    assertThat(names(parts.get(DataPart.TRAIN))).containsExactly("a/000.png", "a/001.png");
    assertThat(names(parts.get(DataPart.VALIDATION))).containsExactly("b/000.png");
    assertThat(names(parts.get(DataPart.TEST))).containsExactly("b/001.png");
    assertThat(parts.get(DataPart.TEST).classNames()).hasSize(3);
  }

  @Test
  void hasNoPartsWithoutTheColumn() throws Exception {
    assertThat(open("list.csv", "path,label\na/000.png,cat\n").parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
  void findsPicturesInFoldersAndArchives(String kind) throws Exception {
    Path root = Pictures.pack(temp, kind, Pictures.classes(2, 2));
    Path list = write("list.csv", "path,label\nb/001.png,x\n./a//001.png,y\na/../a/000.png,y\n");
    try (ImageManifest manifest = ImageManifest.open(list, root)) {
      assertThat(names(manifest)).containsExactly("b/001.png", "a/001.png", "a/000.png");
      assertThat(manifest.read(0).pixels()[0]).isEqualTo((byte) 3);
    }
  }

  @Test
  void looksThroughAnArchivesCommonTopFolder() throws Exception {
    Path root = Pictures.pack(temp, "zip", Map.of("photos-1.0/a/1.png", Pictures.png(2, 2, 9)));
    Path list = write("list.csv", "path,label\na/1.png,x\n");
    try (ImageManifest manifest = ImageManifest.open(list, root)) {
      assertThat(names(manifest)).containsExactly("a/1.png");
      assertThat(manifest.read(0).pixels()[0]).isEqualTo((byte) 9);
    }
  }

  @Test
  void takesAbsolutePathsInsideTheRoot() throws Exception {
    Path picture = temp.resolve("a/000.png").toAbsolutePath();
    assertThat(names(open("list.csv", "path,label\n" + picture + ",cat\n")))
        .containsExactly("a/000.png");
  }

  @Test
  void ordersClassesByCodePoint() throws Exception {
    assertThat(
            open("list.csv", "path,label\na/000.png,10|Z|a|9|\uFF21|\uD83D\uDE00\n").classNames())
        .containsExactly("10", "9", "Z", "a", "\uFF21", "\uD83D\uDE00");
  }

  @Test
  void takesAnotherOrderOfClasses() throws Exception {
    ImageManifest manifest = open("list.csv", "path,label\na/000.png,cat\na/001.png,dog|cat\n");
    ImageManifest other = manifest.withClassNames(List.of("dog", "fox", "cat"));
    assertThat(other.classNames()).containsExactly("dog", "fox", "cat");
    assertThat(each(other, other::labels)).containsExactly(List.of(2), List.of(0, 2));
  }

  @Test
  void namesALabelThatIsNotInTheGivenOrder() throws Exception {
    ImageManifest manifest = open("list.csv", "path,label\na/000.png,cat\na/001.png,dog\n");
    assertThatThrownBy(() -> manifest.withClassNames(List.of("cat")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3: found the label 'dog', expected one of [cat]");
  }

  @Test
  void readsNumbersAsClassesFromJson() throws Exception {
    assertThat(open("list.jsonl", "{\"path\": \"a/000.png\", \"label\": 3}\n").classNames())
        .containsExactly("3");
  }

  @Test
  void ignoresTheMarkThatSomeProgramsPutInFront() throws Exception {
    assertThat(open("list.csv", "\uFEFFpath,label\r\na/000.png,cat\r\n").classNames())
        .containsExactly("cat");
  }

  @Test
  void namesWithLineBreaksAreQuoted() throws Exception {
    Pictures.write(temp, Map.of("a/x\ny.png", Pictures.png(2, 2, 0)));
    ImageManifest manifest = open("list.csv", "path,label\n\"a/x\ny.png\",cat\na/000.png,dog\n");
    assertThat(names(manifest)).containsExactly("a/x\ny.png", "a/000.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "file,label\\na,b; line 1: found the columns 'file,label', expected path and label among",
        "path,class\\na,b; line 1: found the columns 'path,class', expected path and label among",
        "path,label,label\\na,b,c; line 1: found the column 'label' twice",
        "path,label\\na/000.png; line 2: found 1 cells, expected 2",
        "path,label\\na/000.png,a,b; line 2: found 3 cells, expected 2",
        "path,label\\na/000.png,cat\\n\\na/001.png,; line 4: found an empty label",
        "path,label\\na/000.png,cat||dog; line 2: found an empty label",
        "path,label\\na/000.png,cat|dog|cat; line 2: found the label 'cat' twice",
        "path,label\\n,cat; line 2: found the path ''",
        "path,label\\n../x.png,cat; line 2: found the path '../x.png', which leads out of",
        "path,label\\na/../../x.png,cat; line 2: found the path 'a/../../x.png', which leads out",
        "path,label\\n/etc/passwd,cat; line 2: found the path '/etc/passwd', which leads out of",
        "path,label\\na/000.png,cat\\n./a/000.png,dog; line 3: found 'a/000.png' again, expected",
        "path,label,split\\na/000.png,cat,exam; line 2: found the split 'exam', expected train",
        "path,label,split\\na/000.png,cat,test\\na/001.png,cat,; line 3: found no split, expected",
        "path,label,weight\\na/000.png,cat,-1; line 2: found the weight -1.0, expected a number",
        "path,label,weight\\na/000.png,cat,NaN; line 2: found the weight NaN, expected a number",
        "path,label,weight\\na/000.png,cat,much; line 2: found the weight 'much', expected a",
        "path,label\\n\"a/000.png,cat; line 2: found quotes that do not pair",
        "path,label\\n\"a\"b,cat; line 2: found quotes that do not pair"
      })
  void saysInOneLineWhatIsWrongWithACsvLine(String text, String expected) {
    assertThatThrownBy(() -> open("list.csv", text.replace("\\n", "\n")))
        .isInstanceOf(DataException.class)
        .message()
        .startsWith(temp.resolve("list.csv") + ", " + expected.strip())
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "{\"path\": \"a/000.png\"}; line 1: found no 'label', expected path and label",
        "{\"label\": \"a\"}; line 1: found no 'path', expected path and label",
        "\\n[1]; line 2: found '[1]', expected a JSON object",
        "{\"path\": ; line 1: found '{\"path\":', expected a JSON object",
        "{\"path\": \"a\", \"path\": \"b\"}; line 1: found '{\"path\": \"a\", \"path\": \"b\"}'",
        "{} {}; line 1: found '{} {}', expected a JSON object",
        "{\"path\": 7, \"label\": \"a\"}; line 1: found '7' for 'path', expected a text",
        "{\"path\": \"a\", \"label\": []}; line 1: found an empty label",
        "{\"path\": \"a\", \"label\": {}}; line 1: found '{}' for 'label', expected a text, or",
        "{\"path\": \"a\", \"label\": \"b\", \"weight\": \"1\"}; line 1: found '\"1\"' for 'weight'"
      })
  void saysInOneLineWhatIsWrongWithAJsonLine(String text, String expected) {
    assertThatThrownBy(() -> open("list.jsonl", text.replace("\\n", "\n")))
        .isInstanceOf(DataException.class)
        .message()
        .startsWith(temp.resolve("list.jsonl") + ", " + expected.strip())
        .doesNotContain("\n");
  }

  @Test
  void listsThePicturesThatAreNotThereTogether() {
    String text = "path,label\na/000.png,x\n1.png,x\n2.png,x\na,x\n4.png,x\n";
    assertThatThrownBy(() -> open("list.csv", text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("names 5 pictures, 4 of which are not in " + temp)
        .hasMessageContaining("'1.png' (line 3), '2.png' (line 4), 'a' (line 5) and others;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"link.png", "folder/x.png"})
  void refusesLinksThatLeadOut(String name) throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Path root = Files.createDirectory(temp.resolve("root"));
    Files.write(outside.resolve("x.png"), Pictures.png(2, 2, 0));
    Files.createSymbolicLink(root.resolve("link.png"), outside.resolve("x.png"));
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Path list = write("list.csv", "path,label\n" + name + ",x\n");
    assertThatThrownBy(() -> ImageManifest.open(list, root))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 2: found the path '" + name + "', which leads out of " + root);
  }

  @Test
  void followsLinksThatStayInside() throws Exception {
    Files.createSymbolicLink(temp.resolve("link.png"), Path.of("a", "000.png"));
    ImageManifest manifest = open("list.csv", "path,label\nlink.png,x\n");
    assertThat(manifest.read(0).pixels()).isNotEmpty();
    assertThat(manifest.fileLength(0).orElseThrow())
        .isEqualTo(Files.size(temp.resolve("a/000.png")));
  }

  @ParameterizedTest
  @CsvSource({"list.csv, 'x,y'", "list.jsonl, '{\"path\": \"x\", \"label\": \"y\"}'"})
  void namesTheLineOfBytesThatAreNotUtf8(String name, String row) throws Exception {
    StringBuilder text = new StringBuilder(name.endsWith("csv") ? "path,label\n" : "\n");
    for (int i = 0; i < 30_000; i++) {
      text.append(row.replace("x", "x" + i)).append('\n');
    }
    Path list = write(name, text.toString());
    Files.write(list, new byte[] {'a', (byte) 0xe4, 'b'}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ImageManifest.open(list))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 30002: found bytes that are not UTF-8");
  }

  @Test
  void saysThatTheEndIsHalfACharacter() throws Exception {
    Path list = Files.write(temp.resolve("list.csv"), new byte[] {'p', (byte) 0xe2, (byte) 0x82});
    assertThatThrownBy(() -> ImageManifest.open(list))
        .hasMessageContaining("line 1: found bytes that are not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list.csv", "list.jsonl"})
  void refusesALineWithoutEnd(String name) throws Exception {
    Path list = temp.resolve(name);
    try (OutputStream out = Files.newOutputStream(list)) {
      out.write("path,label\n\"".getBytes(StandardCharsets.UTF_8));
      byte[] many = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 3; i++) {
        out.write(many);
      }
    }
    String line = name.endsWith("csv") ? "line 2" : "line 1";
    assertThatThrownBy(() -> ImageManifest.open(list))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(line);
  }

  @ParameterizedTest
  @CsvSource({"list.csv, is empty", "list.jsonl, names no pictures"})
  void saysThatAnEmptyFileNamesNothing(String name, String expected) {
    assertThatThrownBy(() -> open(name, ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void saysThatATextIsNoManifest() {
    assertThatThrownBy(() -> open("list.txt", "x"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected one that ends in .csv or .jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list.csv", "list.jsonl"})
  void readsTwoHundredThousandRowsInAboutASecond(String name) throws Exception {
    boolean csv = name.endsWith("csv");
    StringBuilder text = new StringBuilder(csv ? "path,label,weight\n" : "");
    for (int i = 0; i < 200_000; i++) {
      String path = "class-%d/picture-%06d.jpg".formatted(i % 10, i);
      text.append(
          csv
              ? "%s,class-%d,0.5%n".formatted(path, i % 10)
              : "{\"path\": \"%s\", \"label\": \"class-%d\", \"weight\": 0.5}%n"
                  .formatted(path, i % 10));
    }
    Path list = write(name, text.toString());
    // Not the time on the clock: other tests may run beside this one.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThat(ManifestRows.read(list, temp)).hasSize(200_000);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(2));
  }

  private ImageManifest open(String name, String text) throws IOException {
    return ImageManifest.open(write(name, text));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }

  private static <T> List<T> each(ImageSource source, IntFunction<T> fact) {
    return IntStream.range(0, source.size()).mapToObj(fact).toList();
  }
}
