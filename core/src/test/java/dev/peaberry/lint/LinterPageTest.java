package dev.peaberry.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/linter.md to the truth; {@code -Dpeaberry.write-docs} writes it anew. */
class LinterPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("peaberry.root", ".."), "docs/reference/linter.md");

  private static final String HEAD =
      """
      # What the linter finds

      Written by `LinterPageTest` from the rules and their examples; it fails where this page is not
      true. `peaberry check` looks for all of this, `peaberry train` does so before its first step,
      and `Linter.check` in Java. Errors stop a training before anything is written; warnings are
      told once and kept in the manifest; a resumed training is not checked again. `--allow NAME`, or
      `allowing("NAME")`, silences a rule.

      What is not known is not judged: a model by itself is not blamed for its data.
      """;

  private static final String TAIL =
      """

      ## Not a rule

      A bias before a batch normalisation is a weight for nothing, but it costs less than a
      thousandth of the parameters and no accuracy, and Keras's own ResNet50 has it. Pictures that
      are nearly the same are not compared here, only files that are the same byte for byte; where
      they add up to more than 96 MiB, those of the rarest lengths come first.
      """;

  @Test
  void thePageSaysWhatTheRulesSay() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n| rule | | finds |\n|---|---|---|\n");
    for (Rule rule : Rules.all()) {
      page.append("| [")
          .append(rule.name())
          .append("](#")
          .append(rule.name())
          .append(") | ")
          .append(rule.severity())
          .append(" | ")
          .append(rule.title())
          .append(" |\n");
    }
    Rules.all().forEach(rule -> page.append(section(rule)));
    page.append(TAIL);
    if (System.getProperty("peaberry.write-docs") != null) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page.toString());
  }

  private static String section(Rule rule) {
    Example example =
        Examples.all().filter(each -> each.rule().equals(rule.name())).findFirst().orElseThrow();
    Finding finding =
        Linter.withAllRules().check(example.bad()).stream()
            .filter(each -> each.rule().equals(rule.name()))
            .findFirst()
            .orElseThrow();
    return """

        ## %s

        %s: %s.

        %s

        > %s: %s.
        > To mend it: %s.
        """
        .formatted(
            rule.name(),
            rule.severity() == Severity.ERROR ? "Error" : "Warning",
            rule.title(),
            rule.why(),
            finding.where(),
            finding.found(),
            finding.mend());
  }
}
