package dev.peaberry.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peaberry.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassScoresTest {
  @TempDir Path temp;

  @Test
  void isReadAsItWasWritten() throws IOException {
    ClassScores written =
        new ClassScores(
            List.of("path", "a, \"b\""),
            List.of(new ClassScores.Example("a/1,\n2 \u00e4.jpg", 1, List.of(0.25f, 0.75f))));
    Path file = temp.resolve("scores.csv");
    written.write(file);
    assertThat(ClassScores.read(file)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "path,label,a;                       line 1: found the columns",
        "label,path,a,b;                     line 1: found the columns",
        "path,label,a,a;                     line 1: found the columns",
        "path,label,a,b;                     holds no scores",
        "path,label,a,b|1.jpg,a,0.5;         line 2: found 3 cells, expected 4",
        "path,label,a,b|1.jpg,c,0.5,0.5;     line 2: found the label 'c', expected one of [a, b]",
        "path,label,a,b|1.jpg,a,0.5,much;    found 'much', expected a probability",
        "path,label,a,b|1.jpg,a,0.5,1.5;     found '1.5', expected a probability",
        "path,label,a,b|1.jpg,a,0.5,NaN;     found 'NaN', expected a probability"
      })
  void saysWhatIsWrong(String text, String message) throws IOException {
    Path file = Files.writeString(temp.resolve("scores.csv"), text.replace('|', '\n'));
    assertThatThrownBy(() -> ClassScores.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    Path file =
        Files.writeString(temp.resolve("scores.csv"), "\ufeffpath,label,a,b\n1.jpg,a,0.5,0.5\n");
    assertThat(ClassScores.read(file).examples()).hasSize(1);
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThatThrownBy(() -> ClassScores.read(temp.resolve("none.csv")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("Found no");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    Path file = Files.write(temp.resolve("scores.csv"), new byte[] {'p', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> ClassScores.read(file)).isInstanceOf(DataException.class);
  }
}
