package dev.peaberry.report;

import dev.peaberry.augment.Corruption;
import dev.peaberry.augment.Picture;
import dev.peaberry.config.Seed;
import dev.peaberry.evaluate.Interval;
import dev.peaberry.evaluate.StressTest;
import dev.peaberry.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A page about what a classifier makes of pictures that have suffered: a table of accuracies whose
 * shade is what is lost, and a picture in every state. One file without anything from a network.
 * Immutable.
 */
public final class StressPage {
  private static final String TEMPLATE = "stress-page.html";

  private final String title;
  private final StressTest test;
  private final List<String> conclusions;
  private final List<View> views;

  /**
   * What comes of showing a classifier each picture several times. Immutable.
   *
   * @param name which views
   * @param accuracy of the mean over them, 0 to 1
   * @param price how many times as long it took
   * @param verdict whether the gain may be chance
   */
  public record View(String name, double accuracy, double price, String verdict) {}

  private StressPage(String title, StressTest test, List<String> conclusions, List<View> views) {
    this.title = title;
    this.test = test;
    this.conclusions = List.copyOf(conclusions);
    this.views = List.copyOf(views);
  }

  /** A page under a title. */
  public static StressPage of(String title, StressTest test) {
    return new StressPage(title, test, List.of(), List.of());
  }

  /** This page with sentences at its top. */
  public StressPage withConclusions(List<String> sentences) {
    return new StressPage(title, test, sentences, views);
  }

  /** This page with what several views of each picture bring. */
  public StressPage withViews(List<View> others) {
    return new StressPage(title, test, conclusions, others);
  }

  /**
   * Writes the page.
   *
   * @param example a picture that is shown in every state
   * @param seed that of the test
   * @throws IOException if it cannot be written
   */
  public void write(Path file, Image example, Seed seed) throws IOException {
    Interval interval = test.clean().accuracyInterval();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title);
    data.put("conclusions", conclusions);
    data.put("clean", test.clean().accuracy());
    data.put("interval", List.of(interval.low(), interval.high()));
    data.put("mean", test.meanAccuracy());
    data.put("original", Previews.fitted(example));
    data.put(
        "corruptions",
        test.accuracies().keySet().stream().map(each -> json(each, example, seed)).toList());
    data.put(
        "views",
        views.stream()
            .map(
                view ->
                    Map.of(
                        "name", view.name(),
                        "accuracy", view.accuracy(),
                        "price", view.price(),
                        "verdict", view.verdict()))
            .toList());
    Page.write(file, TEMPLATE, data);
  }

  private Object json(Corruption corruption, Image example, Seed seed) {
    List<String> examples = new ArrayList<>();
    IntStream.rangeClosed(1, Corruption.SEVERITIES)
        .forEach(
            severity ->
                examples.add(Previews.fitted(changed(corruption, severity, example, seed))));
    return Map.of(
        "name",
        corruption.toString(),
        "accuracies",
        test.accuracies().get(corruption),
        "mean",
        test.meanAccuracy(corruption),
        "examples",
        examples);
  }

  private static Image changed(Corruption corruption, int severity, Image example, Seed seed) {
    Picture picture = Picture.of(example);
    corruption.apply(picture, severity, corruption.random(seed, 0));
    byte[] pixels = new byte[example.pixels().length];
    picture.store(pixels, 0);
    return new Image(example.height(), example.width(), example.channels(), pixels);
  }
}
