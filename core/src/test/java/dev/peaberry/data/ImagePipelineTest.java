package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.engine.UInt8Array;
import dev.peaberry.image.ColorMode;
import dev.peaberry.image.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImagePipelineTest {
  @TempDir Path temp;

  @Test
  void givesEveryPictureOnceInExactBatches() {
    List<Batch> batches = pass(pipeline(ListedSource.ofSize(10)).withBatchSize(4), 0);
    assertThat(batches).extracting(Batch::size).containsExactly(4, 4, 2);
    assertThat(pictures(batches)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void announcesTheBatchesItGives() {
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(10)).withBatchSize(4);
    assertThat(pipeline.batches()).isEqualTo(3);
    assertThat(pipeline.withDropRemainder(true).batches()).isEqualTo(2);
    assertThat(pass(pipeline.withDropRemainder(true), 0)).hasSize(2);
  }

  @Test
  void givesShapesAndTargetsForTheModel() {
    Batch batch =
        pass(
                pipeline(ListedSource.ofSize(3))
                    .withImageSize(4, 6)
                    .withColorMode(ColorMode.GRAYSCALE)
                    .withLabelMode(LabelMode.CATEGORICAL),
                0)
            .get(0);
    assertThat(batch.inputs().get(0).shape()).hasToString("(3, 4, 6, 1)");
    assertThat(batch.targets().get(0).data()).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(batch.weights()).isEmpty();
  }

  @Test
  void weighsExamplesByClass() {
    ImageSource source = new ListedSource(List.of("a", "b"), 0, 0, 0, 1);
    Batch batch = pass(pipeline(source).withClassWeights(ClassWeights.balanced(source)), 0).get(0);
    assertThat(batch.weights().get(0).data()).containsExactly(4 / 6f, 4 / 6f, 4 / 6f, 2f);
  }

  @Test
  void shufflesAnewForEachEpochAndTheSameForOneEpoch() {
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(100)).withShuffle(42);
    List<Integer> first = pictures(pass(pipeline, 0));
    assertThat(first).isNotEqualTo(IntStream.range(0, 100).boxed().toList());
    assertThat(first).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(pictures(pass(pipeline, 1))).isNotEqualTo(first);
    assertThat(pictures(pass(pipeline, 0))).isEqualTo(first);
    assertThat(pictures(pass(pipeline.withShuffle(43), 0))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void keepsTheOrderWhateverTheThreads(int threads) {
    ListedSource source = ListedSource.ofSize(200).withBroken(3, 50, 51, 199);
    ImagePipeline pipeline = pipeline(source).withShuffle(1).withBatchSize(9);
    assertThat(pass(pipeline.withParallelism(threads), 5))
        .isEqualTo(pass(pipeline.withParallelism(3), 5));
  }

  @Test
  void fillsTheGapsOfBrokenPictures() {
    ListedSource source = ListedSource.ofSize(20).withBroken(1, 9, 10, 19);
    ImagePipeline pipeline = pipeline(source).withBatchSize(4).withMaxBrokenShare(0.5);
    List<Batch> batches = pass(pipeline, 0);
    assertThat(batches).extracting(Batch::size).containsExactly(4, 4, 4, 4);
    assertThat(pictures(batches))
        .containsExactly(0, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18);
    assertThat(batches).allSatisfy(batch -> assertThat(labels(batch)).isEqualTo(parity(batch)));
  }

  @Test
  void listsBrokenPicturesOnceAndDoesNotReadThemAgain() {
    ListedSource source = ListedSource.ofSize(20).withBroken(12, 4);
    ImagePipeline pipeline = pipeline(source);
    List<Batch> first = pass(pipeline, 0);
    source.reads.set(0);
    assertThat(pass(pipeline, 0)).isEqualTo(first);
    assertThat(source.reads).hasValue(18);
    assertThat(pipeline.broken())
        .containsExactly(
            new BrokenImage("4", "broken on purpose"), new BrokenImage("12", "broken on purpose"));
    assertThat(pipeline.size()).isEqualTo(18);
  }

  @Test
  void givesUpWhenTooManyAreBroken() {
    ListedSource source = ListedSource.ofSize(20).withBroken(0, 1, 2);
    assertThatThrownBy(() -> pass(pipeline(source), 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("3 of 20 pictures are broken, at most 10.0 % may be")
        .hasMessageContaining("0 (broken on purpose)");
    assertNoThreads();
  }

  @Test
  void givesUpWhenAllAreBroken() {
    ListedSource source = ListedSource.ofSize(2).withBroken(0, 1);
    assertThatThrownBy(() -> pass(pipeline(source).withMaxBrokenShare(1), 0))
        .isInstanceOf(DataException.class);
  }

  @Test
  void endsItsThreadsWhenClosedEarly() {
    Batches batches = pipeline(ListedSource.ofSize(1000)).withBatchSize(2).open(0);
    batches.next();
    batches.close();
    assertThat(batches.hasNext()).isFalse();
    assertNoThreads();
  }

  @Test
  void endsItsThreadsWhenConsumedToTheEnd() {
    Batches batches = pipeline(ListedSource.ofSize(10)).open(0);
    batches.next();
    assertThat(batches.hasNext()).isFalse();
    assertNoThreads();
  }

  @Test
  void readsOnlyAFewBatchesAhead() {
    ListedSource source = ListedSource.ofSize(10_000);
    try (Batches batches = pipeline(source).withBatchSize(8).withParallelism(1).open(0)) {
      batches.next();
    }
    assertThat(source.reads.get()).isLessThan(100);
  }

  @Test
  void surfacesABugInASourceOnceInTheConsumer() {
    ImageSource source = new FailingSource();
    Batches batches = pipeline(source).open(0);
    assertThatThrownBy(batches::next).isInstanceOf(IllegalStateException.class).hasMessage("a bug");
    assertNoThreads();
    batches.close();
  }

  @Test
  void stopsWhenItsConsumerIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    try (Batches batches = pipeline(new WaitingSource(never)).open(0)) {
      Thread.currentThread().interrupt();
      Thread opener = new Thread(never::countDown);
      opener.start();
      assertThatThrownBy(batches::next).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void decodesOnceWithAMemoryCache() {
    ListedSource source = ListedSource.ofSize(50).withBroken(7);
    ImagePipeline plain = pipeline(source).withShuffle(3).withBatchSize(8);
    ImagePipeline cached = plain.withCache(Cache.memory());
    List<Batch> expected = pass(plain, 2);
    source.reads.set(0);
    pass(cached, 0);
    pass(cached, 1);
    assertThat(pass(cached, 2)).isEqualTo(expected);
    assertThat(source.reads).hasValue(50);
  }

  @Test
  void saysThatTheMemoryCacheIsTooSmall() {
    ImagePipeline pipeline =
        pipeline(ListedSource.ofSize(1000))
            .withImageSize(100, 100)
            .withCache(new Cache.Memory(1_000_000));
    assertThatThrownBy(() -> pipeline.open(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("1000 pictures of 100 x 100 pixels take 30 MB")
        .hasMessageContaining("cache them on disk");
  }

  @Test
  void usesADiskCacheAgain() {
    ListedSource source = ListedSource.ofSize(50).withBroken(7);
    ImagePipeline plain = pipeline(source).withShuffle(3);
    List<Batch> expected = pass(plain, 1);
    assertThat(pass(plain.withCache(Cache.disk(temp)), 1)).isEqualTo(expected);
    source.reads.set(0);
    ImagePipeline second = plain.withCache(Cache.disk(temp));
    assertThat(pass(second, 1)).isEqualTo(expected);
    assertThat(source.reads).hasValue(0);
    assertThat(second.broken()).extracting(BrokenImage::name).containsExactly("7");
  }

  @Test
  void makesAnotherDiskCacheForAnotherSize() throws Exception {
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(5)).withCache(Cache.disk(temp));
    pass(pipeline, 0);
    pass(pipeline.withImageSize(2, 2), 0);
    assertThat(filesIn(temp)).hasSize(2);
  }

  @Test
  void fillsADiskCacheAgainThatWasCutOff() throws Exception {
    ListedSource source = ListedSource.ofSize(50);
    ImagePipeline pipeline = pipeline(source).withCache(Cache.disk(temp));
    List<Batch> expected = pass(pipeline, 0);
    Path file = filesIn(temp).get(0);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 90));
    assertThat(pass(pipeline.withoutShuffle(), 0)).isEqualTo(expected);
    assertThat(source.reads).hasValue(100);
  }

  @Test
  void saysThatADiskCacheCannotBeWritten() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(5)).withCache(Cache.disk(file));
    assertThatThrownBy(() -> pipeline.open(0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Cannot use the picture cache");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beginsAtOnceWithACache(boolean inMemory) {
    ListedSource source = ListedSource.ofSize(1000);
    Cache cache = inMemory ? Cache.memory() : Cache.disk(temp);
    try (Batches batches = pipeline(source).withCache(cache).open(0)) {
      batches.next();
      assertThat(source.reads.get()).isLessThan(300);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsWhatAnInterruptedPassHasDecoded(boolean inMemory) {
    ListedSource source = ListedSource.ofSize(300);
    ImagePipeline pipeline =
        pipeline(source).withCache(inMemory ? Cache.memory() : Cache.disk(temp));
    try (Batches batches = pipeline.open(0)) {
      batches.next();
    }
    assertThat(pass(pipeline, 0)).isEqualTo(pass(pipeline(ListedSource.ofSize(300)), 0));
    assertThat(source.reads).hasValue(300);
  }

  @Test
  void leavesNoHalfDiskCacheInItsPlace() throws Exception {
    ImagePipeline pipeline = pipeline(ListedSource.ofSize(300)).withCache(Cache.disk(temp));
    try (Batches batches = pipeline.open(0)) {
      batches.next();
    }
    assertThat(filesIn(temp)).allMatch(file -> file.toString().endsWith(".unfinished"));
    pass(pipeline, 0);
    assertThat(filesIn(temp)).singleElement().asString().endsWith(".pixels");
  }

  @Test
  void goesOnWhenAFileVanishes() throws Exception {
    try (ImageFolder folder = ImageFolder.open(Pictures.write(temp, Pictures.classes(2, 10)))) {
      ImagePipeline pipeline = pipeline(folder);
      pass(pipeline, 0);
      Files.delete(temp.resolve("b/003.png"));
      assertThat(pictures(pass(pipeline, 1))).hasSize(19).doesNotContain(13);
      assertThat(pipeline.broken())
          .containsExactly(new BrokenImage("b/003.png", "the file is gone"));
    }
  }

  @Test
  void leavesOutDamagedFilesOfEveryKind() throws Exception {
    byte[] jpeg = Pictures.jpeg(40, 40, 9);
    Pictures.write(temp, Pictures.classes(2, 3));
    Pictures.write(
        temp,
        Map.of(
            "a/bomb.png", Pictures.bomb(50_000, 50_000),
            "a/cut.jpg", Arrays.copyOf(jpeg, jpeg.length / 2),
            "b/empty.jpg", new byte[0],
            "b/text.jpg", "text".getBytes(StandardCharsets.UTF_8)));
    try (ImageFolder folder = ImageFolder.open(temp)) {
      ImagePipeline pipeline = pipeline(folder).withMaxBrokenShare(0.5);
      assertThat(pictures(pass(pipeline, 0))).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(pipeline.broken())
          .extracting(BrokenImage::name)
          .containsExactly("a/bomb.png", "a/cut.jpg", "b/empty.jpg", "b/text.jpg");
    }
  }

  private static ImagePipeline pipeline(ImageSource source) {
    return ImagePipeline.of(source).withImageSize(1, 1).withBatchSize(32).withParallelism(2);
  }

  private static List<Batch> pass(Dataset dataset, int epoch) {
    List<Batch> batches = new ArrayList<>();
    try (Batches open = dataset.open(epoch)) {
      open.forEachRemaining(batches::add);
    }
    return batches;
  }

  private static List<Integer> pictures(List<Batch> batches) {
    return batches.stream().flatMap(batch -> numbers(batch).stream()).toList();
  }

  private static List<Integer> numbers(Batch batch) {
    byte[] pixels = ((UInt8Array) batch.inputs().get(0)).data();
    return IntStream.range(0, batch.size()).mapToObj(i -> pixels[i * 3] & 0xff).toList();
  }

  private static List<Integer> parity(Batch batch) {
    return numbers(batch).stream().map(number -> number % 2).toList();
  }

  private static List<Integer> labels(Batch batch) {
    float[] targets = batch.targets().get(0).data();
    return IntStream.range(0, batch.size()).mapToObj(i -> (int) targets[i]).toList();
  }

  /** Threads that are told to end need a moment; those that are not never do. */
  private static void assertNoThreads() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("peaberry-pictures-")) {
        assertThatCode(() -> thread.join(10_000)).doesNotThrowAnyException();
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static List<Path> filesIn(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** One picture whose reading is a bug. */
  private static final class FailingSource implements ImageSource {
    @Override
    public List<String> classNames() {
      return List.of("a");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public String name(int index) {
      return "0";
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public Image read(int index) {
      throw new IllegalStateException("a bug");
    }
  }

  /** One picture that is read when a latch opens. */
  private record WaitingSource(CountDownLatch latch) implements ImageSource {
    @Override
    public List<String> classNames() {
      return List.of("a");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public String name(int index) {
      return "0";
    }

    @Override
    public int label(int index) {
      return 0;
    }

    @Override
    public Image read(int index) throws BrokenImageException {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new BrokenImageException("0", "interrupted", e);
      }
      return new Image(1, 1, 3, new byte[3]);
    }
  }
}
