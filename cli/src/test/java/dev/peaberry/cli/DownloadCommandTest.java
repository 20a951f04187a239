package dev.peaberry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.peaberry.data.Checksum;
import dev.peaberry.data.Download;
import dev.peaberry.data.KnownSet;
import dev.peaberry.pretrained.KnownWeights;
import dev.peaberry.pretrained.WeightFolders;
import dev.peaberry.zoo.Vgg;
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
import java.util.List;
import java.util.Optional;
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
    String[] arguments = new String[more.length + 1];
    arguments[0] = "cifar10";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return command().execute(arguments);
  }

  private CommandLine command() throws IOException {
    List<KnownSet> sets =
        List.of(
            KnownSet.CIFAR10.withFiles(List.of(file("cifar-10-binary.tar.gz"))),
            KnownSet.MNIST.withFiles(List.of(file("images.gz"), file("labels.gz"))));
    Console console =
        Console.of(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Path cache = folder.resolve("cache");
    WeightFolders folders = new WeightFolders(List.of(cache), cache);
    List<KnownWeights> weights = List.of(vgg16(true), vgg16(false));
    return new CommandLine(new DownloadCommand(console, sets, weights, cache, folders));
  }

  private KnownWeights vgg16(boolean hasTop) {
    String name = hasTop ? "whole.h5" : "base.h5";
    return KnownWeights.find(Vgg.VGG16, hasTop)
        .orElseThrow()
        .withAddress(URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name))
        .withChecksum(
            hasTop ? Optional.empty() : Optional.of(Checksum.of(CONTENT, Checksum.Algorithm.MD5)));
  }

  @Test
  void weightsComeByTheNetworksName() throws IOException {
    assertThat(command().execute("vgg16")).isZero();
    assertThat(folder.resolve("cache/base.h5")).hasBinaryContent(CONTENT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("licence: CC BY 4.0")
        .doesNotContain("Warning");
  }

  @Test
  void warnsWhereNothingProvesThatAFileIsTheRightOne() throws IOException {
    assertThat(command().execute("vgg16", "--include-top")).isZero();
    assertThat(folder.resolve("cache/whole.h5")).hasBinaryContent(CONTENT);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "Warning: Keras publishes no checksum",
            Checksum.of(CONTENT, Checksum.Algorithm.SHA_256).hex());
  }

  private Download file(String name) throws IOException {
    Path copy = Files.write(folder.resolve("copy"), CONTENT);
    return Download.of(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name),
        CONTENT.length,
        Checksum.of(copy, Checksum.Algorithm.SHA_256));
  }

  @Test
  void putsSeveralFilesIntoAFolder() throws IOException {
    assertThat(command().execute("mnist")).isZero();
    assertThat(folder.resolve("cache/mnist/images.gz")).hasBinaryContent(CONTENT);
    assertThat(folder.resolve("cache/mnist/labels.gz")).hasBinaryContent(CONTENT);
  }

  @Test
  void listsWhatThereIsAndFetchesNothing() throws IOException {
    download("--quiet");
    out.reset();
    assertThat(command().execute()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern("cifar10 .*, here already")
        .contains("MNIST from localhost, licence: CC BY-SA 3.0");
    assertThat(folder.resolve("cache/mnist")).doesNotExist();
  }

  @Test
  void saysTheLicence() throws IOException {
    command().execute("mnist");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("licence: CC BY-SA 3.0");
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
