package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.data.DataSheet.ClassCount;
import dev.peaberry.data.DataSheet.Range;
import dev.peaberry.image.ImageFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSheetTest {
  @TempDir Path temp;
  private ImageFolder folder;

  @BeforeEach
  void fourPicturesOfWhichTwoAreBroken() throws Exception {
    byte[] jpeg = Pictures.jpeg(40, 30, 9);
    folder =
        ImageFolder.open(
            Pictures.write(
                temp,
                Map.of(
                    "a/1.png",
                    Pictures.png(10, 20, 1),
                    "a/2.jpg",
                    jpeg,
                    "a/3.jpg",
                    Arrays.copyOf(jpeg, jpeg.length - jpeg.length / 4),
                    "b/4.png",
                    new byte[3])));
  }

  @Test
  void countsClassesAndFormats() {
    DataSheet sheet = DataSheet.of(folder, Progress.none());
    assertThat(sheet.pictures()).isEqualTo(4);
    assertThat(sheet.classes()).containsExactly(new ClassCount("a", 3), new ClassCount("b", 1));
    assertThat(sheet.formats()).isEqualTo(Map.of(ImageFormat.PNG, 1, ImageFormat.JPEG, 2));
  }

  @Test
  void tellsTheSpreadOfSizes() {
    DataSheet sheet = DataSheet.of(folder, Progress.none());
    assertThat(sheet.heights()).isEqualTo(new Range(10, 40, 40));
    assertThat(sheet.widths()).isEqualTo(new Range(20, 30, 30));
  }

  @Test
  void findsFilesThatAreNoPicturesByTheirHeaders() {
    assertThat(DataSheet.of(folder, Progress.none()).broken())
        .extracting(BrokenImage::name)
        .containsExactly("b/4.png");
  }

  @Test
  void findsDamagedPicturesByDecoding() {
    assertThat(DataSheet.verified(folder, Progress.none()).broken())
        .extracting(BrokenImage::name)
        .containsExactly("a/3.jpg", "b/4.png");
  }

  @Test
  void decodesWherePicturesAreNoFiles() {
    DataSheet sheet = DataSheet.of(ListedSource.ofSize(6), Progress.none());
    assertThat(sheet.widths()).isEqualTo(new Range(1, 1, 1));
    assertThat(sheet.formats()).isEmpty();
  }
}
