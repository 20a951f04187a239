package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

final class ConfusionPlotTest {
  private static final List<String> ROASTS = List.of("green", "light", "dark");
  private static final long[][] COUNTS = {{8, 2, 0}, {10, 80, 10}, {0, 0, 0}};

  @Test
  void writesClassesCountsAndAxes() {
    assertThat(Svg.of(plot().figure()).texts())
        .contains("roasts", "true class", "predicted class", "green", "light", "dark")
        .contains("8", "2", "80");
  }

  @Test
  void writesTheRecallOfEachRow() {
    assertThat(Svg.of(plot().figure()).texts()).contains("recall", "80%");
  }

  @Test
  void aClassWithoutPicturesHasNoRecall() {
    assertThat(Svg.of(plot().figure()).texts()).contains("–");
  }

  @Test
  void saysTheAccuracy() {
    assertThat(Svg.of(plot().figure()).texts())
        .contains("accuracy 0.800 (88 of 110); shade: share of the row");
  }

  @Test
  void equalSharesOfRareAndFrequentClassesAreEquallyDark() {
    List<String> fills = cells(Svg.of(plot().figure()));

    assertThat(fills).hasSize(5);
    assertThat(fills.get(0)).as("8 of 10").isEqualTo(fills.get(3)).as("80 of 100");
    assertThat(fills.get(1)).as("2 of 10").isNotEqualTo(fills.get(2)).as("10 of 100");
  }

  @Test
  void shadesTheDiagonalInPixels() {
    Figure figure = ConfusionPlot.of("m", new int[][] {{5, 0}, {0, 5}}, List.of("a", "b")).figure();
    BufferedImage image = Pixels.of(figure.png());
    Element cell =
        Svg.of(figure).elements("rect").stream()
            .filter(rect -> rect.getAttribute("width").equals("48"))
            .findFirst()
            .orElseThrow();
    int x = (int) (2 * Double.parseDouble(cell.getAttribute("x")));
    int y = (int) (2 * Double.parseDouble(cell.getAttribute("y")));

    assertThat(Pixels.difference(image, x + 10, y + 10, 0x084594)).isLessThan(4);
    assertThat(Pixels.difference(image, x + 96 + 10, y + 10, 0xffffff)).isLessThan(4);
  }

  @Test
  void aHundredClassesAllHaveTheirNamesAndCounts() {
    List<String> texts = Svg.of(diagonal(100).figure()).texts();

    for (int i = 0; i < 100; i++) {
      assertThat(texts).contains("class " + i, Integer.toString(300 + i));
    }
  }

  @Test
  void aThousandClassesDoNotTakeAllTheMemory() {
    BufferedImage image = Pixels.of(diagonal(1000).figure().png());

    assertThat((long) image.getWidth() * image.getHeight()).isLessThan(50_000_000);
  }

  @Test
  void shortensLongNames() {
    String longName = "a class with a name that somebody wrote a whole sentence into";

    assertThat(Svg.of(ConfusionPlot.of("m", new int[][] {{1}}, List.of(longName)).figure()).texts())
        .doesNotContain(longName)
        .anyMatch(text -> text.startsWith("a class") && text.endsWith("…"));
  }

  @Test
  void anEmptyMatrixSaysSo() {
    assertThat(Svg.of(ConfusionPlot.of("m", new int[][] {{0}}, List.of("a")).figure()).texts())
        .contains("no pictures");
  }

  @Test
  void refusesRowsWithoutNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionPlot.of("m", COUNTS, List.of("green")))
        .withMessage("Found 3 rows, expected one for each of 1 classes");
  }

  @Test
  void refusesRowsOfOtherLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionPlot.of("m", new int[][] {{1, 2}, {1}}, List.of("a", "b")))
        .withMessage("Row 1 has 1 columns, expected 2");
  }

  @Test
  void refusesNegativeCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionPlot.of("m", new int[][] {{-1}}, List.of("a")))
        .withMessage("Counts are 0 or more, found -1");
  }

  @Test
  void laterChangesOfTheMatrixChangeNothing() {
    long[][] counts = {{1}};
    ConfusionPlot plot = ConfusionPlot.of("m", counts, List.of("a"));
    String before = plot.figure().svg();
    counts[0][0] = 7;

    assertThat(plot.figure().svg()).isEqualTo(before);
  }

  private static ConfusionPlot plot() {
    return ConfusionPlot.of("roasts", COUNTS, ROASTS);
  }

  private static ConfusionPlot diagonal(int classes) {
    int[][] counts = new int[classes][classes];
    for (int i = 0; i < classes; i++) {
      counts[i][i] = 300 + i;
    }
    return ConfusionPlot.of(
        "many", counts, IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
  }

  /** The colours of the cells with counts, row by row. */
  private static List<String> cells(Svg svg) {
    return svg.elements("rect").stream()
        .filter(rect -> rect.getAttribute("width").equals("48"))
        .map(rect -> rect.getAttribute("fill"))
        .toList();
  }
}
