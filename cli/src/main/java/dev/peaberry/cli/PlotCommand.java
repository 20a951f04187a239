package dev.peaberry.cli;

import dev.peaberry.report.CurvePlot;
import dev.peaberry.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the learning curves of a run. */
@Command(
    name = "plot",
    header = "Draws the learning curves of a run as PNG and SVG.",
    description = {"", "Works while the run is still training, too.", ""},
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  @|bold peaberry plot runs/photos|@",
      "  @|bold peaberry plot runs/photos/history.csv --out figures --title Photos|@"
    })
final class PlotCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      description = "A run's folder, or its history.json or history.csv.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write curves.png and curves.svg. Default: the run's folder.")
  private Path out;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What stands above the curves. Default: the run's name.")
  private String title;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  private final Console console;

  PlotCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, List<Double>> history = HistoryFile.read(run);
    Path absolute = run.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(absolute) ? absolute : absolute.getParent();
    CurvePlot plot = CurvePlot.ofHistory(title == null ? nameOf(folder) : title, history);
    RunFolder target = new RunFolder(out == null ? shown(folder) : out);
    Figure figure = plot.figure();
    figure.writePng(target.curvesPng());
    figure.writeSvg(target.curvesSvg());
    if (json) {
      console.printPlain(
          Json.line(
              Json.map(
                  "png", target.curvesPng().toString(),
                  "svg", target.curvesSvg().toString(),
                  "epochs", plot.epochs(),
                  "best_epoch",
                      plot.bestEpoch().isPresent() ? plot.bestEpoch().getAsInt() : null)));
    } else {
      console.print("@|cyan %s|@", target.curvesPng());
      console.print("@|cyan %s|@", target.curvesSvg());
    }
    return Failures.OK;
  }

  private Path shown(Path folder) {
    return Files.isDirectory(run) ? run : folder;
  }

  private static String nameOf(Path folder) {
    Path name = folder.getFileName();
    return name == null ? "Run" : name.toString();
  }
}
