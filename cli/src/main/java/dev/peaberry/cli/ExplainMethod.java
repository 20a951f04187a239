package dev.peaberry.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code explain} can show of a picture and a model. */
enum ExplainMethod {
  GRAD_CAM("grad-cam", true),
  GRAD_CAM_PLUS_PLUS("grad-cam++", true),
  OCCLUSION("occlusion", false),
  INTEGRATED_GRADIENTS("integrated-gradients", false),
  SMOOTH_GRAD("smooth-grad", false),
  ACTIVATIONS("activations", true),
  FILTERS("filters", false);

  private static final String ALL = "all";

  private final String word;
  private final boolean ofLayers;

  ExplainMethod(String word, boolean ofLayers) {
    this.word = word;
    this.ofLayers = ofLayers;
  }

  /** The method's name on a command line. */
  String word() {
    return word;
  }

  /** Whether it looks at layers that can be chosen. */
  boolean ofLayers() {
    return ofLayers;
  }

  /** The names of methods with commas between. */
  static String words(List<ExplainMethod> methods) {
    return methods.stream().map(ExplainMethod::word).collect(Collectors.joining(", "));
  }

  /** What one word on a command line stands for. */
  record Group(List<ExplainMethod> methods) {
    Group {
      methods = List.copyOf(methods);
    }
  }

  /** Reads a method's name, or the word for all of them. */
  static final class Reader implements ITypeConverter<Group> {
    @Override
    public Group convert(String text) {
      List<ExplainMethod> found =
          Arrays.stream(values())
              .filter(method -> method.word.equals(text.strip()) || text.strip().equals(ALL))
              .toList();
      if (found.isEmpty()) {
        List<String> words = Arrays.stream(values()).map(ExplainMethod::word).toList();
        throw new TypeConversionException(
            "found '%s', expected %s or %s%s"
                .formatted(text, words(List.of(values())), ALL, Suggestion.forWord(text, words)));
      }
      return new Group(found);
    }
  }
}
