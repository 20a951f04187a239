package dev.peaberry.data;

import dev.peaberry.config.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decodes a whole source once into a store. Immutable. */
final class StoreFiller {
  private static final int CHUNK_ROWS = 32;

  private final ImageSource source;
  private final PipelineSettings settings;
  private final BrokenImages broken;

  StoreFiller(ImageSource source, PipelineSettings settings, BrokenImages broken) {
    this.source = source;
    this.settings = settings;
    this.broken = broken;
  }

  /** Takes the chunks of a pass. */
  @FunctionalInterface
  private interface ChunkSink {
    void accept(RowStream.Chunk chunk) throws IOException;
  }

  PixelStore memory(long limit) {
    MemoryStore.requireFits(source.size(), settings, limit);
    MemoryStore store = new MemoryStore(source.size(), settings.rowBytes());
    try {
      decode(store::append);
    } catch (IOException e) {
      throw new IllegalStateException("Filling memory does not read or write files", e);
    }
    return store;
  }

  PixelStore disk(Path folder) {
    String key = key();
    Path file = folder.resolve(key.substring(0, 24) + ".pixels");
    try {
      Optional<DiskStore> present = DiskStore.open(file, key, settings.rowBytes());
      if (present.isEmpty()) {
        write(file, key);
        present = DiskStore.open(file, key, settings.rowBytes());
      }
      DiskStore store =
          present.orElseThrow(() -> new IOException("it changed while it was written"));
      store.broken().forEach(found -> broken.add(found.index(), found.image()));
      return store;
    } catch (IOException e) {
      throw new DataException("Cannot use the picture cache " + file + ": " + Reasons.of(e), e);
    }
  }

  private void write(Path file, String key) throws IOException {
    DiskStore.write(
        file,
        sink -> {
          List<Integer> indices = new ArrayList<>();
          decode(
              chunk -> {
                for (int i = 0; i < chunk.indices().length; i++) {
                  if (chunk.indices()[i] >= 0) {
                    sink.row(chunk.pixels(), i * settings.rowBytes(), settings.rowBytes());
                    indices.add(chunk.indices()[i]);
                  }
                }
              });
          sink.table(
              new DiskStore.Table(
                  key,
                  settings.rowBytes(),
                  indices.stream().mapToInt(Integer::intValue).toArray(),
                  broken.entries()));
        });
  }

  private void decode(ChunkSink sink) throws IOException {
    int[] order = IntStream.range(0, source.size()).toArray();
    RowLoader loader = new DecodingLoader(source, settings, broken);
    Progress progress = settings.progress();
    progress.start("Loading pictures", order.length, "pictures");
    try (RowStream rows = new RowStream(loader, order, CHUNK_ROWS, settings.parallelism())) {
      long done = 0;
      for (Optional<RowStream.Chunk> chunk = rows.next(); chunk.isPresent(); chunk = rows.next()) {
        sink.accept(chunk.get());
        done += chunk.get().indices().length;
        progress.advance(done);
      }
    } finally {
      progress.finish();
    }
  }

  /** Names the pixels by all that they depend on. */
  private String key() {
    MessageDigest digest = sha256();
    digest.update(
        (settings.resizer() + " " + settings.colorMode()).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < source.size(); i++) {
      digest.update(("\n" + source.version(i)).getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
