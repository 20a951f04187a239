package dev.peaberry.report;

import java.awt.geom.Point2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A parsed SVG document, for questions about what is drawn where. */
final class Svg {
  private final Document document;

  private Svg(Document document) {
    this.document = document;
  }

  /** Parses the drawing; anything but well-formed XML fails the test. */
  static Svg of(Figure figure) {
    try {
      return new Svg(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(figure.svg().getBytes(StandardCharsets.UTF_8))));
    } catch (Exception e) {
      throw new AssertionError("not well-formed XML: " + figure.svg(), e);
    }
  }

  /** The contents of all text elements, in drawing order. */
  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  /** The elements of a name, in drawing order. */
  List<Element> elements(String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The points of all curves of a colour with more than two points (legend samples have two). */
  List<List<Point2D>> curves(String color) {
    return elements("polyline").stream()
        .filter(line -> line.getAttribute("stroke").equals(color))
        .map(line -> points(line.getAttribute("points")))
        .filter(points -> points.size() > 2)
        .toList();
  }

  private static List<Point2D> points(String attribute) {
    return Arrays.stream(attribute.split(" "))
        .map(point -> point.split(","))
        .<Point2D>map(
            xy -> new Point2D.Double(Double.parseDouble(xy[0]), Double.parseDouble(xy[1])))
        .toList();
  }
}
