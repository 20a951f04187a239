package dev.peaberry.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peaberry.interop.RealKeras;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every public name of Keras's is here, or it is said why not. */
class KerasNamesTest {
  /** While it is true, names may be neither here nor have a reason: they are not yet here. */
  private static final boolean NOT_YET_IS_ALLOWED = true;

  private static Stream<String> firstNames() {
    return KerasNames.ALL.keySet().stream().filter(name -> KerasNames.ALL.get(name).isEmpty());
  }

  @Test
  void whatIsHereHasNoReasonNotToBe() {
    assertThat(firstNames().filter(name -> KerasNames.here(name).isPresent()))
        .allSatisfy(name -> assertThat(KerasNames.reasonsFor(name)).as(name).isEmpty());
  }

  @Test
  void whatIsNotHereHasOneReason() {
    assertThat(firstNames().filter(name -> KerasNames.here(name).isEmpty()))
        .allSatisfy(
            name ->
                assertThat(KerasNames.reasonsFor(name))
                    .as(name)
                    .hasSizeBetween(NOT_YET_IS_ALLOWED ? 0 : 1, 1));
  }

  @Test
  void everyReasonIsOneOfAName() {
    assertThat(KerasNames.REASONS.keySet())
        .allSatisfy(
            pattern ->
                assertThat(firstNames().filter(name -> KerasNames.matches(pattern, name)))
                    .as(pattern)
                    .isNotEmpty());
  }

  /** A class that claims to be Keras's would be written under a name that Keras does not have. */
  @Test
  void everyClassThatSaysSoIsKerass() {
    assertThat(
            KerasNames.REGISTRIES.stream()
                .flatMap(
                    registry ->
                        registry.schemas().stream()
                            .filter(schema -> schema.packageName().isEmpty())
                            .map(schema -> registry.module() + "." + schema.name())))
        .allSatisfy(name -> assertThat(KerasNames.ALL).containsKey(name));
  }

  @Test
  @Tag("interop")
  void theNamesAreThoseOfTheRealKeras() throws Exception {
    List<String> found = RealKeras.run(RealKeras.script("public_names.py")).lines().toList();
    try (var in = getClass().getResourceAsStream("/keras/names.txt")) {
      String kept = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(kept.lines()).containsExactlyElementsOf(found);
    }
  }
}
