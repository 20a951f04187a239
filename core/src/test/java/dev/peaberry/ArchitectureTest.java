package dev.peaberry;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of core, what each may use, and where TensorFlow may be seen. */
final class ArchitectureTest {
  private static final String ROOT = "dev.peaberry.";

  /** Packages that every package may use. */
  private static final Set<String> FOUNDATION = Set.of("config", "engine");

  /** What a package may use directly; what those may use comes along. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry("config", Set.of()),
          entry("engine", Set.of()),
          entry("image", Set.of()),
          entry("augment", Set.of("image")),
          entry("data", Set.of("image", "augment")),
          entry("activation", Set.of()),
          entry("initializer", Set.of()),
          entry("regularizer", Set.of()),
          entry("constraint", Set.of()),
          entry(
              "layer", Set.of("activation", "initializer", "regularizer", "constraint", "augment")),
          entry("model", Set.of("layer")),
          entry("loss", Set.of()),
          entry("metric", Set.of()),
          entry("schedule", Set.of()),
          entry("optimizer", Set.of("schedule")),
          entry("format", Set.of("model")),
          entry(
              "train",
              Set.of("data", "model", "loss", "metric", "optimizer", "schedule", "format")),
          entry("callback", Set.of("train", "explain")),
          entry("evaluate", Set.of("model", "data")),
          entry("explain", Set.of("model", "image")),
          entry("predict", Set.of("model", "image", "format", "evaluate")),
          entry("zoo", Set.of("model", "layer")),
          entry("pretrained", Set.of("zoo", "format", "data")),
          entry("tune", Set.of()),
          entry("report", Set.of("evaluate", "train", "explain", "tune")),
          entry("lint", Set.of("train", "image")));

  private static final Set<String> IMPORTS_TENSORFLOW =
      Set.of(
          "engine",
          "activation",
          "regularizer",
          "constraint",
          "layer",
          "loss",
          "metric",
          "optimizer",
          "augment");

  /** Whose public signatures show TensorFlow: the extension points, such as {@code Layer.call}. */
  private static final Set<String> SHOWS_TENSORFLOW =
      Set.of("engine", "activation", "regularizer", "constraint", "layer", "loss", "optimizer");

  /** The classes of other packages that put a graph together, for one another. */
  private static final Pattern GRAPH_ASSEMBLY =
      Pattern.compile("dev\\.peaberry\\.(model|train|explain)\\.(\\w+\\.)*\\w+Graph(\\$.*)?");

  /** Writes TensorFlow's protocol buffers, which are plain data: TensorBoard reads nothing else. */
  private static final Pattern EVENT_FILE =
      Pattern.compile("dev\\.peaberry\\.format\\.EventFile(\\$.*)?");

  private static final DescribedPredicate<JavaClass> TENSORFLOW =
      resideInAPackage("org.tensorflow..");

  private static final DescribedPredicate<JavaClass> PROTOCOL_BUFFERS =
      resideInAPackage("org.tensorflow.proto..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.peaberry");

  static Set<String> packages() {
    Set<String> names = new TreeSet<>();
    CLASSES.forEach(type -> names.add(packageOf(type)));
    return names;
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(MAY_USE.keySet()).containsAll(packages());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatTheTableAllows(String name) {
    Set<String> allowed = allowed(name);
    noClasses()
        .that(describe("are in " + name, type -> packageOf(type).equals(name)))
        .should()
        .dependOnClassesThat(
            describe(
                "are in a package of Peaberry other than " + allowed,
                type ->
                    type.getPackageName().startsWith(ROOT) && !allowed.contains(packageOf(type))))
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void importsTensorFlowOnlyWhereGraphPiecesAreBuilt() {
    noClasses()
        .that(
            describe(
                "build no graph pieces",
                type ->
                    !IMPORTS_TENSORFLOW.contains(packageOf(type))
                        && !assemblesGraphs(type)
                        && !writesEvents(type)
                        && extensionPoints(type).findAny().isEmpty()))
        .should()
        .dependOnClassesThat(TENSORFLOW)
        .check(CLASSES);
  }

  @Test
  void writesEventsWithoutCallingTensorFlow() {
    noClasses()
        .that(describe("write events", ArchitectureTest::writesEvents))
        .should()
        .dependOnClassesThat(TENSORFLOW.and(DescribedPredicate.not(PROTOCOL_BUFFERS)))
        .check(CLASSES);
  }

  @Test
  void showsTensorFlowOnlyAtTheExtensionPoints() {
    assertThat(
            CLASSES.stream()
                .filter(type -> !SHOWS_TENSORFLOW.contains(packageOf(type)))
                .filter(type -> !assemblesGraphs(type))
                .filter(ArchitectureTest::isVisible)
                .flatMap(ArchitectureTest::visibleMembers)
                .filter(member -> signature(member).anyMatch(TENSORFLOW))
                .filter(member -> !isOfExtensionPoint(member))
                .map(JavaMember::getFullName))
        .isEmpty();
  }

  @Test
  void printsNothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
  }

  private static Set<String> allowed(String name) {
    Set<String> found = new TreeSet<>(FOUNDATION);
    collect(name, found);
    return found;
  }

  private static void collect(String name, Set<String> found) {
    found.add(name);
    MAY_USE.getOrDefault(name, Set.of()).forEach(used -> collect(used, found));
  }

  private static boolean assemblesGraphs(JavaClass type) {
    return GRAPH_ASSEMBLY.matcher(type.getName()).matches();
  }

  private static boolean writesEvents(JavaClass type) {
    return EVENT_FILE.matcher(type.getName()).matches();
  }

  /** The types of {@link #SHOWS_TENSORFLOW} that this one implements, as a model is a layer. */
  private static Stream<JavaClass> extensionPoints(JavaClass type) {
    return type.getAllRawInterfaces().stream()
        .filter(point -> SHOWS_TENSORFLOW.contains(packageOf(point)));
  }

  private static boolean isOfExtensionPoint(JavaMember member) {
    return extensionPoints(member.getOwner())
        .flatMap(point -> point.getMethods().stream())
        .anyMatch(method -> method.getName().equals(member.getName()));
  }

  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  private static Stream<JavaMember> visibleMembers(JavaClass type) {
    return type.getMembers().stream()
        .filter(
            member ->
                member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaClass> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getType().getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }
}
