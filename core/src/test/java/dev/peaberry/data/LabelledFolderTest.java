package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelledFolderTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
  void asksAFunctionForTheClassOfEachPicture(String kind) throws Exception {
    try (LabelledFolder folder =
        LabelledFolder.of(Pictures.pack(temp, kind, files()), LabelledFolderTest::firstWord)) {
      assertThat(folder.classNames()).containsExactly("cat", "dog");
      assertThat(names(folder)).containsExactly("cat.0.png", "cat.1.PNG", "dog.0.png");
      assertThat(IntStream.range(0, 3).map(folder::label)).containsExactly(0, 0, 1);
      assertThat(folder.read(2).pixels()[0]).isEqualTo((byte) 30);
    }
  }

  @Test
  void leavesOutWhatHasNoClass() throws Exception {
    try (LabelledFolder folder =
        LabelledFolder.of(
            Pictures.write(temp, files()),
            name -> name.startsWith("dog") ? Optional.of("dog") : Optional.empty())) {
      assertThat(names(folder)).containsExactly("dog.0.png");
      assertThat(folder.unlabelled()).isEqualTo(3);
    }
  }

  @Test
  void saysThatNoPictureHasAClass() throws Exception {
    Pictures.write(temp, files());
    assertThatThrownBy(() -> LabelledFolder.of(temp, name -> Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "Found 4 pictures in "
                + temp
                + ", none of which has a class by its name, such as 'cat.0.png'; change the rule");
  }

  @Test
  void saysThatThereAreNoPictures() {
    assertThatThrownBy(() -> LabelledFolder.of(temp, Optional::of))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("No pictures in " + temp);
  }

  private static Optional<String> firstWord(String name) {
    int dot = name.indexOf('.');
    return name.contains("/") ? Optional.empty() : Optional.of(name.substring(0, dot));
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("dog.0.png", Pictures.png(3, 3, 30));
    files.put("cat.1.PNG", Pictures.png(3, 3, 20));
    files.put("cat.0.png", Pictures.png(3, 3, 10));
    files.put("more/x.png", Pictures.png(3, 3, 40));
    files.put("readme.txt", "text".getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static List<String> names(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::name).toList();
  }
}
