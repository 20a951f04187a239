package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SheetNamesTest {
  private final SheetNames names = new SheetNames(Path.of("out"));

  private String sheet(String picture) {
    return names.sheet(Path.of(picture)).toString().replace('\\', '/');
  }

  @Test
  void aSheetIsCalledAsItsPicture() {
    assertThat(sheet("in/dog.1.jpg")).isEqualTo("out/dog.1.explained.png");
    assertThat(sheet(".hidden")).isEqualTo("out/.hidden.explained.png");
  }

  @Test
  void picturesOfOneNameAreCounted() {
    assertThat(sheet("a/dog.jpg")).isEqualTo("out/dog.explained.png");
    assertThat(sheet("b/dog.png")).isEqualTo("out/dog-2.explained.png");
    assertThat(sheet("c/DOG.jpg")).isEqualTo("out/DOG-3.explained.png");
  }

  @Test
  void longNamesAreCutToWhatFileSystemsAllow() {
    String name = Path.of(sheet("犬".repeat(84) + ".jpg")).getFileName().toString();
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(255);
    assertThat(name).startsWith("犬").doesNotContain("�");
  }
}
