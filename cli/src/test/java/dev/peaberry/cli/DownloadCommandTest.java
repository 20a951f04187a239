package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.Download;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Against a server on this machine. */
class DownloadCommandTest {
  private static final byte[] CONTENT = "pictures".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int download(String... more) throws IOException {
    Path copy = Files.write(folder.resolve("copy"), CONTENT);
    Download download =
        Download.of(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/cifar"),
            CONTENT.length,
            Checksum.of(copy, Checksum.Algorithm.SHA_256));
    Console console =
        Console.of(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    CommandLine line =
        new CommandLine(new DownloadCommand(console, download, folder.resolve("cache")));
    String[] arguments = new String[more.length + 1];
    arguments[0] = "cifar10";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return line.execute(arguments);
  }

  @Test
  void putsTheFileIntoTheCache() throws IOException {
    assertThat(download()).isZero();
    assertThat(folder.resolve("cache/cifar-10-binary.tar.gz")).hasBinaryContent(CONTENT);
  }

  @Test
  void saysTheSizeAndTheAddressBeforeItStarts() throws IOException {
    download();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("CIFAR-10, 0.0 MiB from http://localhost:");
  }

  @Test
  void quietSaysOnlyWhereTheFileIs() throws IOException {
    download("--quiet");
    assertThat(err.size()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("cifar-10-binary.tar.gz");
  }
}
