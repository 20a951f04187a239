package dev.peaberry.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
  @TempDir Path folder;

  @Test
  void computesTheKnownMd5OfAbc() throws IOException {
    assertThat(Checksum.of(abc(), Checksum.Algorithm.MD5))
        .isEqualTo(Checksum.md5("900150983cd24fb0d6963f7d28e17f72"));
  }

  @Test
  void computesTheKnownSha256OfAbc() throws IOException {
    assertThat(Checksum.of(abc(), Checksum.Algorithm.SHA_256))
        .isEqualTo(
            Checksum.sha256("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"));
  }

  @Test
  void refusesDigitsOfAnotherAlgorithm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checksum.sha256("900150983cd24fb0d6963f7d28e17f72"))
        .withMessageContaining("SHA-256 has 64 hexadecimal digits");
  }

  private Path abc() throws IOException {
    return Files.writeString(folder.resolve("abc"), "abc");
  }
}
