package dev.peaberry.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.peaberry.config.Progress;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.DataException;
import dev.peaberry.golden.RealData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageNetClassesTest {
  @TempDir Path folder;

  private List<String> read(String text) throws IOException {
    return ImageNetClasses.read(Files.writeString(folder.resolve("labels"), text)).names();
  }

  @Test
  void readsKerasFileInTheOrderOfItsNumbers() throws IOException {
    assertThat(
            read(
                "{\"1\": [\"n01443537\", \"goldfish\"], \"0\": [\"n01440764\", \"tench\"],"
                    + " \"2\": [\"n01484850\", \"great_white_shark\"]}"))
        .containsExactly("tench", "goldfish", "great_white_shark");
  }

  @Test
  void takesTheFirstOfSeveralWords() throws IOException {
    assertThat(read("n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n"))
        .containsExactly("tench", "goldfish");
  }

  @Test
  void tellsTwoCranesApart() throws IOException {
    assertThat(read("n02012849 crane\nn03126707 crane\nn01440764 tench\n"))
        .containsExactly("crane (n02012849)", "crane (n03126707)", "tench");
  }

  @Test
  void takesLinesAsTheyAre() throws IOException {
    assertThat(read("cats, large\n\n dogs \n")).containsExactly("cats, large", "dogs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cats\ncats\n",
        "{",
        "{\"0\": \"tench\"}",
        "{\"a\": [\"n01440764\", \"tench\"]}",
        "{\"1\": [\"n01440764\", \"tench\"]}",
        "{\"99999999999\": [\"n01440764\", \"tench\"]}"
      })
  void everythingElseIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("labels: found")
        .message()
        .hasLineCount(1);
  }

  @Test
  void bytesAreNoLabels() throws IOException {
    Path file = Files.write(folder.resolve("labels"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> ImageNetClasses.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found no UTF-8 text");
  }

  @Test
  void downloadsTheClassIndex() throws IOException {
    byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/index");
      Checksum checksum = Checksum.of(content, Checksum.Algorithm.MD5);
      assertThat(ImageNetClasses.download(address, checksum, folder, Progress.none()))
          .isEqualTo(folder.resolve(ImageNetClasses.FILE))
          .hasBinaryContent(content);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void thousandDifferentNames() {
    assertThat(ImageNetClasses.read(RealData.path("weights/synset_words.txt")).names())
        .hasSize(ImageNetClasses.COUNT)
        .contains("tabby", "golden retriever", "crane (n02012849)");
  }
}
