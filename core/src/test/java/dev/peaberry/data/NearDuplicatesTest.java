package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.config.Progress;
import dev.peaberry.data.NearDuplicates.Cluster;
import dev.peaberry.data.NearDuplicates.Member;
import dev.peaberry.golden.RealData;
import dev.peaberry.image.UndecodableImageException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NearDuplicatesTest {
  private static final BufferedImage SCENE = Scenes.scene(1, 150, 200);

  @TempDir Path temp;

  static Stream<Arguments> copies() {
    return Stream.of(
        Arguments.of("saved at low quality", Scenes.jpeg(SCENE, 0.3f)),
        Arguments.of("in another format", Scenes.file(SCENE, "png")),
        Arguments.of("of half the size", Scenes.jpeg(Scenes.resized(SCENE, 75, 100), 0.8f)),
        Arguments.of("of twice the size", Scenes.jpeg(Scenes.resized(SCENE, 300, 400), 0.8f)),
        Arguments.of("darkened", Scenes.jpeg(Scenes.brightened(SCENE, 0.8f), 0.8f)),
        Arguments.of("brightened", Scenes.jpeg(Scenes.brightened(SCENE, 1.1f), 0.8f)),
        Arguments.of("grey", Scenes.jpeg(Scenes.grey(SCENE), 0.8f)),
        Arguments.of("cropped", Scenes.jpeg(Scenes.cropped(SCENE, 0.02, 0.01, 0.02, 0.015), 0.8f)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("copies")
  void findsTheSamePicture(String what, byte[] copy) throws IOException {
    assertThat(clusters(Map.of("a/1.jpg", Scenes.jpeg(SCENE, 0.95f), "b/2.jpg", copy)))
        .extracting(Cluster::indices)
        .containsExactly(List.of(0, 1));
  }

  @Test
  void callsNoTwoScenesCopies() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      files.put("a/%02d.jpg".formatted(i), Scenes.jpeg(Scenes.scene(i, 60, 60), 0.9f));
    }
    assertThat(clusters(files)).isEmpty();
  }

  @Test
  void callsBlankPicturesCopiesOnlyByteForByte() throws IOException {
    assertThat(
            clusters(
                Map.of(
                    "a/1.png", Pictures.png(50, 50, 200),
                    "a/2.png", Pictures.png(50, 51, 200),
                    "a/3.png", Pictures.png(50, 50, 201),
                    "a/4.png", Pictures.png(50, 50, 200))))
        .containsExactly(new Cluster(List.of(new Member(0, 0, true), new Member(3, 0, true))));
  }

  @Test
  void tellsIdenticalFilesFromSimilarOnes() throws IOException {
    byte[] first = Scenes.jpeg(SCENE, 0.9f);
    List<Cluster> found =
        clusters(Map.of("a/1.jpg", first, "a/2.jpg", first, "a/3.jpg", Scenes.jpeg(SCENE, 0.5f)));
    assertThat(found.get(0).members())
        .extracting(Member::identical)
        .containsExactly(true, true, false);
  }

  @Test
  void leavesOutPicturesThatCannotBeRead() throws IOException {
    byte[] whole = Scenes.jpeg(SCENE, 0.9f);
    ImageFolder folder =
        folder(
            Map.of(
                "a/1.jpg", whole,
                "a/2.jpg", Arrays.copyOf(whole, whole.length / 2),
                "a/3.jpg", whole));
    assertThat(NearDuplicates.of(folder, 2, Progress.none()))
        .returns(2, NearDuplicates::compared)
        .extracting(found -> found.clusters().get(0).indices())
        .isEqualTo(List.of(0, 2));
  }

  @Test
  void findsTheSameWithAnyNumberOfThreads() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      files.put(
          "a/%02d.jpg".formatted(i), Scenes.jpeg(Scenes.scene(i % 7, 60, 60), 0.5f + i * 0.01f));
    }
    ImageFolder folder = folder(files);
    assertThat(NearDuplicates.of(folder, 5, Progress.none()))
        .isEqualTo(NearDuplicates.of(folder, 1, Progress.none()));
  }

  @Test
  void joinsThousandsOfNearlyIdenticalPictures() throws UndecodableImageException {
    BufferedImage frame = Scenes.scene(1, 32, 32);
    List<Optional<Fingerprint>> prints = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int kept = frame.getRGB(i % 32, i / 32);
      frame.setRGB(i % 32, i / 32, kept ^ 0x808080);
      prints.add(Optional.of(Fingerprint.ofFile(Scenes.file(frame, "bmp"))));
      frame.setRGB(i % 32, i / 32, kept);
    }
    assertThat(NearDuplicates.among(prints, 2, Progress.none()).clusters())
        .extracting(cluster -> cluster.members().size())
        .containsExactly(1000);
  }

  @Test
  void findsTheKnownPairsOfOneFilmStar() {
    ImageFolder stars = ImageFolder.open(RealData.path("hollywood_stars"));
    int star = stars.classNames().indexOf("Scarlett Johansson");
    assertThat(NearDuplicates.of(stars, Progress.none()).clusters())
        .filteredOn(cluster -> cluster.members().stream().allMatch(Member::identical))
        .filteredOn(cluster -> stars.label(cluster.indices().get(0)) == star)
        .hasSize(88);
  }

  @Test
  void findsTheBeansThatAreThereTwice() {
    ImageFolder beans = ImageFolder.open(RealData.path("coffee_beans"));
    assertThat(NearDuplicates.of(beans, Progress.none()).clusters())
        .flatMap(cluster -> cluster.members().subList(1, cluster.members().size()))
        .filteredOn(Member::identical)
        .hasSize(6);
  }

  private List<Cluster> clusters(Map<String, byte[]> files) throws IOException {
    return NearDuplicates.of(folder(files), 2, Progress.none()).clusters();
  }

  private ImageFolder folder(Map<String, byte[]> files) throws IOException {
    Files.createDirectories(temp.resolve("a"));
    return ImageFolder.open(Pictures.write(temp, files));
  }
}
