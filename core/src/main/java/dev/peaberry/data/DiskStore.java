package dev.peaberry.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Pictures in a file mapped into memory that is complete. The rows come first, then a table of the
 * broken pictures, whose rows hold anything, then the table's checksum, length and a mark; so one
 * that lacks its end is seen to be incomplete. Thread-safe.
 */
final class DiskStore implements PixelStore {
  private static final long MARK = 0x5045414245525259L; // "PEABERRY"
  private static final int END_BYTES = 8 + 8 + 8;
  private static final int SEGMENT_BYTES = 1 << 30;

  private final List<MappedByteBuffer> segments;
  private final int segmentRows;
  private final Table table;

  /** What the file says beside the pixels. */
  record Table(String key, int rowBytes, int rows, List<Broken> broken) {}

  /** A broken picture and its index in the source. */
  record Broken(int index, BrokenImage image) {}

  private DiskStore(Table table, List<MappedByteBuffer> segments, int segmentRows) {
    this.table = table;
    this.segments = segments;
    this.segmentRows = segmentRows;
  }

  /** Opens a file that was written for this key; empty if there is none or it is not intact. */
  static Optional<DiskStore> open(Path file, String key, int rowBytes) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      Optional<Table> table = readTable(channel);
      if (table.isEmpty()
          || !table.get().key().equals(key)
          || table.get().rowBytes() != rowBytes
          || channel.size() < (long) table.get().rows() * rowBytes) {
        return Optional.empty();
      }
      int rows = Math.max(1, SEGMENT_BYTES / rowBytes);
      return Optional.of(new DiskStore(table.get(), map(channel, table.get(), rows), rows));
    }
  }

  private static List<MappedByteBuffer> map(FileChannel channel, Table table, int segmentRows)
      throws IOException {
    List<MappedByteBuffer> segments = new ArrayList<>();
    for (int row = 0; row < table.rows(); row += segmentRows) {
      long rows = Math.min(segmentRows, table.rows() - row);
      segments.add(
          channel.map(
              FileChannel.MapMode.READ_ONLY,
              (long) row * table.rowBytes(),
              rows * table.rowBytes()));
    }
    return segments;
  }

  /** What follows the rows of a complete file. */
  static byte[] end(Table table) throws IOException {
    byte[] bytes = encode(table);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return ByteBuffer.allocate(bytes.length + END_BYTES)
        .put(bytes)
        .putLong(crc.getValue())
        .putLong(bytes.length)
        .putLong(MARK)
        .array();
  }

  private static byte[] encode(Table table) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(table.key());
    out.writeInt(table.rowBytes());
    out.writeInt(table.rows());
    out.writeInt(table.broken().size());
    for (Broken broken : table.broken()) {
      out.writeInt(broken.index());
      out.writeUTF(broken.image().name());
      out.writeUTF(broken.image().reason());
    }
    return bytes.toByteArray();
  }

  private static Optional<Table> readTable(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < END_BYTES) {
      return Optional.empty();
    }
    ByteBuffer end = read(channel, size - END_BYTES, END_BYTES);
    long length = end.getLong(8);
    if (end.getLong(16) != MARK || length < 0 || length > Math.min(size - END_BYTES, 1 << 30)) {
      return Optional.empty();
    }
    byte[] bytes = read(channel, size - END_BYTES - length, (int) length).array();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue() == end.getLong(0) ? Optional.of(decode(bytes)) : Optional.empty();
  }

  private static Table decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String key = in.readUTF();
    int rowBytes = in.readInt();
    int rows = in.readInt();
    Broken[] broken = new Broken[in.readInt()];
    for (int i = 0; i < broken.length; i++) {
      broken[i] = new Broken(in.readInt(), new BrokenImage(in.readUTF(), in.readUTF()));
    }
    return new Table(key, rowBytes, rows, Arrays.asList(broken));
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int count = 0;
    while (buffer.hasRemaining() && count >= 0) {
      count = channel.read(buffer, from + buffer.position());
    }
    return buffer.flip();
  }

  List<Broken> broken() {
    return table.broken();
  }

  @Override
  public boolean has(int index) {
    return true;
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public void put(int index, byte[] pixels, int offset) {
    throw new IllegalStateException("The cache is complete, found another picture " + index);
  }

  @Override
  public void skip(int index) {
    throw new IllegalStateException("The cache is complete, found a broken picture " + index);
  }

  @Override
  public void copy(int index, byte[] target, int offset) {
    int at = (index % segmentRows) * table.rowBytes();
    segments.get(index / segmentRows).get(at, target, offset, table.rowBytes());
  }
}
