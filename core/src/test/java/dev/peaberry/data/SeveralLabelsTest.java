package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures with several labels or with weights of their own, on their way into batches. */
class SeveralLabelsTest {
  @TempDir Path temp;

  @Test
  void becomeRowsOfZerosAndOnes() throws Exception {
    Batch batch = batch(pipeline("a/000.png,x,1\na/001.png,z|x,1\nb/000.png,y,1\n"));
    assertThat(batch.targets().get(0).shape()).hasToString("(3, 3)");
    assertThat(batch.targets().get(0).data()).containsExactly(1, 0, 0, 1, 0, 1, 0, 1, 0);
  }

  @Test
  void oneLabelIsTheSameAsCategorical() {
    int[] labels = {2, 0, 1};
    assertThat(Labels.encode(labels, LabelMode.MULTI_HOT, 3))
        .isEqualTo(Labels.encode(labels, LabelMode.CATEGORICAL, 3));
    assertThat(Labels.multiHot(List.of(List.of(2), List.of(0), List.of(1)), 3))
        .isEqualTo(Labels.encode(labels, LabelMode.CATEGORICAL, 3));
  }

  @Test
  void refusesALabelThatIsNoClass() {
    assertThatThrownBy(() -> Labels.multiHot(List.of(List.of(0, 3)), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Labels are 0 to 2, found 3");
  }

  @Test
  void areCountedForEachOfTheirClasses() throws Exception {
    ImageSource source = open("a/000.png,x,1\na/001.png,z|x,1\nb/000.png,y,1\n");
    assertThat(Labels.counts(source)).containsExactly(2, 1, 1);
    assertThat(Labels.areSeveral(source)).isTrue();
    assertThat(Labels.areSeveral(new Subset(source, 0, 2))).isFalse();
  }

  @Test
  void weightsOfPicturesReachTheBatch() throws Exception {
    Batch batch = batch(pipeline("a/000.png,x,0.5\na/001.png,y,\nb/000.png,y,0\n"));
    assertThat(batch.weights().get(0).data()).containsExactly(0.5f, 1f, 0f);
  }

  @Test
  void weightsOfPicturesAndOfClassesAreMultiplied() throws Exception {
    ImagePipeline pipeline =
        pipeline("a/000.png,x,0.5\na/001.png,y,\nb/000.png,y,2\n")
            .withClassWeights(new ClassWeights(List.of(3.0, 5.0)));
    assertThat(batch(pipeline).weights().get(0).data()).containsExactly(1.5f, 5f, 10f);
  }

  @Test
  void aPictureOfSeveralClassesWeighsTheMeanOfThem() throws Exception {
    ImagePipeline pipeline =
        pipeline("a/000.png,x|y,0.5\na/001.png,y,\nb/000.png,x,\n")
            .withClassWeights(new ClassWeights(List.of(3.0, 5.0)));
    assertThat(batch(pipeline).weights().get(0).data()).containsExactly(2f, 5f, 3f);
  }

  @Test
  void noWeightsAreGivenWhereAllAreOne() throws Exception {
    assertThat(batch(pipeline("a/000.png,x,1\na/001.png,y,1.0\nb/000.png,y,\n")).weights())
        .isEmpty();
  }

  private ImagePipeline pipeline(String rows) throws IOException {
    return ImagePipeline.of(open(rows)).withImageSize(2, 2).withLabelMode(LabelMode.MULTI_HOT);
  }

  private ImageManifest open(String rows) throws IOException {
    Pictures.write(temp, Pictures.classes(2, 2));
    return ImageManifest.open(
        Files.writeString(temp.resolve("list.csv"), "path,label,weight\n" + rows));
  }

  private static Batch batch(ImagePipeline pipeline) {
    try (Batches batches = pipeline.open(0)) {
      return batches.next();
    }
  }
}
