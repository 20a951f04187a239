package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurvePlotTest {
  private static final String BLUE = "#0072b2";
  private static final String VERMILION = "#d55e00";

  @Test
  void namesEverythingOnTheDrawing() {
    assertThat(Svg.of(plot().figure()).texts())
        .contains("beans", "Loss", "Accuracy", "loss", "accuracy", "epoch")
        .contains("training", "validation")
        .contains("best epoch 3 of 4: lowest validation loss, 0.700");
  }

  @Test
  void labelsTheLastValuesDirectly() {
    assertThat(Svg.of(plot().figure()).texts()).contains("0.500", "0.900", "0.800", "0.650");
  }

  @Test
  void numbersEpochsWithWholeNumbers() {
    assertThat(Svg.of(plot().figure()).texts()).contains("1", "2", "3", "4");
  }

  @Test
  void drawsSmallerValuesLower() {
    List<Point2D> losses = Svg.of(plot().figure()).curves(BLUE).get(0);

    assertThat(losses).hasSize(4);
    assertThat(losses).extracting(Point2D::getY).isSorted();
    assertThat(losses).extracting(Point2D::getX).isSorted();
  }

  @Test
  void drawsTheSameCurveInPixels() {
    Figure figure = plot().figure();
    BufferedImage image = Pixels.of(figure.png());

    for (Point2D point : Svg.of(figure).curves(BLUE).get(0)) {
      int x = (int) Math.round(2 * point.getX());
      int y = (int) Math.round(2 * point.getY());
      assertThat(Pixels.difference(image, x, y, 0x0072b2)).isLessThan(24);
    }
  }

  @Test
  void writesTwoPixelsForEachOfTheSvg() {
    Figure figure = plot().figure();
    BufferedImage image = Pixels.of(figure.png());

    assertThat(image.getWidth()).isEqualTo(2 * figure.width());
    assertThat(image.getHeight()).isEqualTo(2 * figure.height());
  }

  @Test
  void leavesAGapWhereAValueIsMissing() {
    CurvePlot plot =
        CurvePlot.of(
            "gap", List.of(Panel.of("Loss", new Curve("a", values(6, 5, 4, Double.NaN, 3, 2, 1)))));

    assertThat(Svg.of(plot.figure()).curves(BLUE)).extracting(List::size).containsExactly(3, 3);
  }

  @Test
  void marksAPointBetweenTwoGaps() {
    CurvePlot plot =
        CurvePlot.of(
            "gap", List.of(Panel.of("Loss", new Curve("a", values(Double.NaN, 2, Double.NaN)))));

    assertThat(Svg.of(plot.figure()).elements("circle")).hasSizeGreaterThan(1);
  }

  @Test
  void aHugeLossDoesNotFlattenTheOthers() {
    CurvePlot plot =
        CurvePlot.of("huge", List.of(Panel.of("Loss", new Curve("a", values(3e9, 4, 3, 2, 1)))));
    Svg svg = Svg.of(plot.figure());
    List<Point2D> points = svg.curves(BLUE).get(0);

    assertThat(points.get(4).getY() - points.get(1).getY()).isGreaterThan(150);
    assertThat(svg.texts()).contains("1 value above, up to 3e+09", "▲");
  }

  @Test
  void saysWhenNoValueIsFinite() {
    CurvePlot plot =
        CurvePlot.ofHistory(
            "nothing", Map.of("loss", values(Double.NaN, Double.POSITIVE_INFINITY)));

    assertThat(Svg.of(plot.figure()).texts()).contains("no finite values");
    assertThat(plot.bestEpoch()).isEmpty();
  }

  @Test
  void oneEpochIsAPointInTheMiddle() {
    CurvePlot plot =
        CurvePlot.ofHistory("one", Map.of("loss", values(1.5), "val_loss", values(1.25)));

    assertThat(Svg.of(plot.figure()).texts()).contains("1", "1.500", "1.250");
    assertThat(Pixels.marked(Pixels.of(plot.figure().png()))).isPositive();
  }

  @Test
  void fiveHundredEpochsStayReadable() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      values.add(2 * Math.exp(-i / 100.0));
    }
    Svg svg = Svg.of(CurvePlot.ofHistory("long", Map.of("loss", values)).figure());

    assertThat(svg.curves(BLUE).get(0)).hasSize(500);
    assertThat(svg.elements("circle")).hasSizeLessThan(5);
    assertThat(svg.texts()).contains("1", "50", "500").doesNotContain("2", "499");
  }

  @Test
  void numbersFewEpochsWhateverTheirCount() {
    for (int epochs = 1; epochs <= 3000; epochs++) {
      assertThat(PanelDrawing.epochTicks(epochs))
          .hasSizeBetween(1, 11)
          .allMatch(tick -> tick >= 1)
          .doesNotHaveDuplicates();
      assertThat(Collections.max(PanelDrawing.epochTicks(epochs))).isLessThanOrEqualTo(epochs);
    }
  }

  @Test
  void aLearningRateThatChangesGetsALogarithmicPanel() {
    CurvePlot plot =
        CurvePlot.ofHistory(
            "rates", Map.of("loss", values(2, 1), "learning_rate", values(1e-2, 1e-4)));

    assertThat(plot.panels()).extracting(Panel::title).containsExactly("Loss", "Learning rate");
    assertThat(plot.panels().get(1).logarithmic()).isTrue();
    assertThat(Svg.of(plot.figure()).texts()).contains("learning rate (logarithmic)", "0.001");
  }

  @Test
  void aConstantLearningRateIsNotDrawn() {
    CurvePlot plot =
        CurvePlot.ofHistory(
            "rates", Map.of("loss", values(2, 1), "learning_rate", values(1e-3, 1e-3)));

    assertThat(plot.panels()).extracting(Panel::title).containsExactly("Loss");
  }

  @Test
  void keepsTrainingAndValidationApartWithoutColour() {
    Svg svg = Svg.of(plot().figure());

    assertThat(svg.elements("circle").stream().filter(e -> e.getAttribute("stroke").equals(BLUE)))
        .allMatch(e -> e.getAttribute("fill").equals(BLUE));
    assertThat(
            svg.elements("circle").stream().filter(e -> e.getAttribute("stroke").equals(VERMILION)))
        .isNotEmpty()
        .allMatch(e -> e.getAttribute("fill").equals("#ffffff"));
  }

  @Test
  void textsCannotBreakTheSvg() {
    String title = "<script>&\"' \u0000\u001b]]> \ud800 \uffff";

    assertThat(Svg.of(CurvePlot.ofHistory(title, Map.of(title, values(1, 2))).figure()).texts())
        .anyMatch(text -> text.startsWith("<script>&\"'"));
  }

  @Test
  void labelsOfEqualValuesDoNotCoverEachOther() {
    assertThat(PanelDrawing.apart(new double[] {50, 50, 51}, 13, 0, 60))
        .containsExactly(34, 47, 60);
  }

  @Test
  void writesBothFilesAndNothingElse(@TempDir Path folder) throws IOException {
    plot().figure().writePng(folder.resolve("curves.png"));
    plot().figure().writeSvg(folder.resolve("curves.svg"));

    assertThat(folder).isDirectoryContaining("glob:**/curves.png");
    assertThat(folder).isDirectoryContaining("glob:**/curves.svg");
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void refusesAnEmptyHistory() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CurvePlot.ofHistory("empty", Map.of()))
        .withMessage("Found no panels, expected one or more");
  }

  @Test
  void refusesABestEpochThatNeverWas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plot().withBestEpoch(5, "wishes"))
        .withMessage("The best epoch is one of 1 to 4, found 5");
  }

  private static CurvePlot plot() {
    Map<String, List<Double>> history = new LinkedHashMap<>();
    history.put("loss", values(2, 1, 0.75, 0.5));
    history.put("accuracy", values(0.25, 0.5, 0.7, 0.8));
    history.put("val_loss", values(1.5, 0.8, 0.7, 0.9));
    history.put("val_accuracy", values(0.4, 0.55, 0.6, 0.65));
    return CurvePlot.ofHistory("beans", history);
  }

  private static List<Double> values(double... values) {
    return Stream.of(values).flatMap(all -> Arrays.stream(all).boxed()).toList();
  }
}
