package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.config.Seed;
import dev.peaberry.data.Batch;
import dev.peaberry.data.Batches;
import dev.peaberry.data.Features;
import dev.peaberry.data.ImagePipeline;
import dev.peaberry.data.ImageSource;
import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import dev.peaberry.model.FeatureSplit;
import dev.peaberry.train.FrozenBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a pretrained network look at pictures. */
@Command(
    name = "features",
    header = "Computes what a pretrained network finds in pictures.",
    description = {
      "",
      "Features are kept in the cache folder, where a @|bold train|@ with the same DATA, model,"
          + " weights, size and precision finds them. @|bold --out|@ writes them for other programs,"
          + " too: as a NumPy array, and a table of the pictures beside it.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry features photos --model vgg16 --weights vgg16_notop.h5|@",
      "  @|bold peaberry features photos --model vgg16 --weights vgg16_notop.h5 --out photos.npy|@"
    })
final class FeaturesCommand implements Callable<Integer> {
  private static final int BATCH = 32;

  @Parameters(paramLabel = "DATA", description = Pictures.HELP)
  private String data;

  @Mixin private DataFlags dataFlags = new DataFlags();

  @Mixin private NetworkFlags networkFlags = new NetworkFlags();

  @Option(
      names = "--image-size",
      paramLabel = "HxW",
      converter = ImageSize.Converter.class,
      defaultValue = "224x224",
      description = "Height x width, in pixels. Default: ${DEFAULT-VALUE}.")
  private ImageSize imageSize;

  @Option(
      names = "--out",
      paramLabel = "FILE.npy",
      description = "Where to write the features; the table goes to FILE.csv.")
  private Path out;

  @Mixin private EngineFlags engineFlags = new EngineFlags();

  @Mixin private BrokenFlag brokenFlag = new BrokenFlag();

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  private final Console console;

  FeaturesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Network network = networkFlags.network();
    if (out != null && !out.toString().endsWith(".npy")) {
      throw new InputException("Found --out %s, expected a name that ends in .npy".formatted(out));
    }
    NativeStart.inBackground();
    try (Pictures pictures = Pictures.open(dataFlags.of(data), TaskProgress.on(console, quiet))) {
      ImageSize size = network.fixedSize().orElse(imageSize);
      Network.Built built =
          network.build(size, usualTraining(), Optional.empty(), pictures.classNames(), Seed.of(0));
      FeatureSplit split =
          FeatureSplit.of(built.model())
              .filter(each -> built.weights().isPresent())
              .orElseThrow(
                  () ->
                      new InputException(
                          "Found no frozen layers in %s, expected a network with --weights"
                              .formatted(network.describe())));
      try (FrozenBase base =
          FrozenBase.compile(split, built.weights().orElseThrow(), engineFlags.options())) {
        compute(pictures, size, base);
      }
    }
    return Failures.OK;
  }

  /** Nothing of it decides the features. */
  private static TrainingSettings usualTraining() {
    return CommandLine.populateCommand(new TrainingFlags()).settings(false, false);
  }

  private void compute(Pictures pictures, ImageSize size, FrozenBase base) throws IOException {
    Path folder = PhasedTraining.featuresFolder();
    List<Features> parts = new ArrayList<>();
    StringBuilder table = new StringBuilder(CsvLines.of(List.of("part", "path", "label")));
    long count = 0;
    for (Map.Entry<Part, ImageSource> part : pictures.parts().entrySet()) {
      ImagePipeline pipeline =
          ImagePipeline.of(part.getValue())
              .withImageSize(size.height(), size.width())
              .withBatchSize(BATCH)
              .withMaxBrokenShare(brokenFlag.share());
      Features features = Features.of(pipeline, base, folder, TaskProgress.on(console, quiet));
      for (int index : pipeline.pictures(0)) {
        if (!features.isBroken(index)) {
          table.append(row(part.getKey(), part.getValue(), index));
        }
      }
      LeftOut.lines(features.broken()).forEach(line -> console.tell("%s", line));
      parts.add(features);
      count += features.size();
    }
    console.print(
        "Features of %s, %s each, are kept in @|cyan %s|@",
        Quantity.of(count, "pictures"), base.shape(), folder);
    if (out != null) {
      write(parts, base.shape().prepend(Math.toIntExact(count)), table.toString());
    }
  }

  private static String row(Part part, ImageSource source, int index) {
    return CsvLines.of(
        List.of(part.toString(), source.name(index), source.classNames().get(source.label(index))));
  }

  private void write(List<Features> parts, Shape shape, String table) throws IOException {
    NumpyFile.write(
        out,
        shape,
        sink -> {
          for (Features part : parts) {
            write(part, sink);
          }
        });
    Path beside = out.resolveSibling(out.getFileName().toString().replaceFirst("npy$", "csv"));
    byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(beside, stream -> stream.write(bytes));
    console.print("Written to @|cyan %s|@ and @|cyan %s|@", out, beside);
  }

  private static void write(Features features, NumpyFile.RowSink sink) throws IOException {
    try (Batches batches = features.open(0)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        FloatArray rows = (FloatArray) batch.inputs().get(0);
        int length = rows.data().length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
          sink.accept(Arrays.copyOfRange(rows.data(), i * length, (i + 1) * length));
        }
      }
    }
  }
}
