package dev.peaberry.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LetteringTest {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  @Test
  void outlinesAreThoseOfJavasOwnFontReader() throws IOException {
    Optional<Font> font = javasReader();
    assumeThat(font).as("Java's font system needs fonts, and none are installed").isPresent();

    for (int point = 0x21; point < 0x3000; point++) {
      if (Typeface.embedded().has(point) && point != 0xad) {
        String text = Character.toString(point);
        Shape expected = font.orElseThrow().createGlyphVector(EXACT, text).getOutline();
        assertThat(boundsError(Lettering.outline(text, 1000), expected))
            .as("error of U+%04x", point)
            .isLessThan(1);
        assertThat(Lettering.width(text, 1000))
            .as("width of U+%04x", point)
            .isCloseTo(
                font.get().createGlyphVector(EXACT, text).getLogicalBounds().getWidth(),
                within(1.0));
      }
    }
  }

  @Test
  void lettersHaveHoles() {
    Shape letter = Lettering.outline("o", 100);

    assertThat(letter.contains(letter.getBounds2D().getCenterX(), -28)).isFalse();
    assertThat(letter.contains(letter.getBounds2D().getMinX() + 5, -28)).isTrue();
  }

  @Test
  void keepsATextThatFits() {
    assertThat(Lettering.shorten("roast", 12, 100)).isEqualTo("roast");
  }

  @Test
  void shortensATextThatDoesNotFit() {
    String text = Lettering.shorten("a very long name of a class of coffee beans", 12, 100);

    assertThat(text).startsWith("a very").endsWith("…");
    assertThat(Lettering.width(text, 12)).isLessThanOrEqualTo(100);
  }

  @Test
  void neverCutsACharacterInHalf() {
    for (double width = 5; width < 200; width += 3) {
      assertThat(
              Lettering.shorten("☕\ud83e\uded8\ud83e\uded8\ud83e\uded8\ud83e\uded8", 12, width)
                  .codePoints())
          .noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }
  }

  @Test
  void decomposedNamesLookLikeComposedOnes() {
    assertThat(Lettering.width("Cafe\u0301", 12)).isEqualTo(Lettering.width("Café", 12));
  }

  @Test
  void namesOfOtherScriptsTakeRoomOnTheLine() {
    assertThat(Lettering.width("日本語", 12)).isGreaterThan(10);
    assertThat(Lettering.outline("日本語", 12).getBounds2D().isEmpty()).isFalse();
  }

  @Test
  void aBookInsteadOfANameIsShortenedQuickly() {
    assertThat(Lettering.shorten("x".repeat(50_000_000), 12, 1e9)).hasSizeLessThan(500);
  }

  private static Optional<Font> javasReader() throws IOException {
    try (InputStream in = Typeface.class.getResourceAsStream("DejaVuSans-subset.ttf")) {
      return Optional.of(Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f));
    } catch (FontFormatException | LinkageError | InternalError e) {
      return Optional.empty();
    }
  }

  private static double boundsError(Shape found, Shape expected) {
    Rectangle2D a = found.getBounds2D();
    Rectangle2D b = expected.getBounds2D();
    return Math.max(
        Math.max(Math.abs(a.getMinX() - b.getMinX()), Math.abs(a.getMaxX() - b.getMaxX())),
        Math.max(Math.abs(a.getMinY() - b.getMinY()), Math.abs(a.getMaxY() - b.getMaxY())));
  }
}
