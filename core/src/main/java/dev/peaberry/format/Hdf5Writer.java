package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an HDF5 file from its first byte to its last, without holding a second copy of the arrays:
 * all sizes are known before, so each header can point ahead. Confined to one thread.
 */
final class Hdf5Writer {
  private static final int ALIGNMENT = 8;
  private static final int FLOATS_AT_ONCE = 1 << 14;

  private final Group root = new Group();

  /** A group or a dataset. */
  private sealed interface Node permits Group, Dataset {
    /** Decides where the node and all inside it lie and returns where the next may lie. */
    long place(long address);

    long address();

    void write(Out out) throws IOException;
  }

  /** A group with its attributes; names are ASCII. */
  static final class Group implements Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private long address;

    /** The group inside this one at a path such as {@code layers/dense/vars}, made if absent. */
    Group group(String path) {
      Group group = this;
      for (String name : path.split("/", -1)) {
        group = (Group) group.children.computeIfAbsent(name, key -> new Group());
      }
      return group;
    }

    void attribute(String name, String value) {
      attributes.put(name, value);
    }

    void dataset(String name, FloatArray value) {
      children.put(name, Dataset.of(value));
    }

    void dataset(String name, long value) {
      children.put(name, Dataset.of(value));
    }

    private byte[] header() {
      List<byte[]> messages = new ArrayList<>();
      messages.add(Hdf5Messages.linkInfo());
      messages.add(Hdf5Messages.groupInfo());
      children.forEach((name, node) -> messages.add(Hdf5Messages.link(name, node.address())));
      if (!attributes.isEmpty()) {
        messages.add(Hdf5Messages.attributeInfo());
        attributes.forEach((name, value) -> messages.add(Hdf5Messages.attribute(name, value)));
      }
      return Hdf5Messages.objectHeader(messages);
    }

    @Override
    public long place(long start) {
      address = start;
      long next = aligned(start + header().length);
      for (Node child : children.values()) {
        next = child.place(next);
      }
      return next;
    }

    @Override
    public long address() {
      return address;
    }

    @Override
    public void write(Out out) throws IOException {
      out.put(header());
      for (Node child : children.values()) {
        child.write(out);
      }
    }
  }

  /** Numbers with a shape. */
  private static final class Dataset implements Node {
    private final Shape shape;
    private final byte[] type;
    private final long size;
    private final Content content;
    private long address;

    private interface Content {
      void write(Out out) throws IOException;
    }

    private Dataset(Shape shape, byte[] type, int elementSize, Content content) {
      this.shape = shape;
      this.type = type;
      this.size = shape.size() * elementSize;
      this.content = content;
    }

    static Dataset of(FloatArray value) {
      return new Dataset(
          value.shape(), Hdf5Messages.float32(), Float.BYTES, out -> out.put(value.data()));
    }

    static Dataset of(long value) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      byte[] content = new byte[Long.BYTES];
      bytes.putLong(0, value).get(0, content);
      return new Dataset(Shape.of(), Hdf5Messages.int64(), Long.BYTES, out -> out.put(content));
    }

    private byte[] header(long dataAddress) {
      return Hdf5Messages.objectHeader(
          List.of(
              Hdf5Messages.dataspace(shape),
              type,
              Hdf5Messages.fillValue(),
              Hdf5Messages.contiguous(
                  size == 0 ? Hdf5Messages.UNDEFINED_ADDRESS : dataAddress, size)));
    }

    private long dataAddress() {
      return aligned(address + header(0).length);
    }

    @Override
    public long place(long start) {
      address = start;
      return aligned(dataAddress() + size);
    }

    @Override
    public long address() {
      return address;
    }

    @Override
    public void write(Out out) throws IOException {
      out.put(header(dataAddress()));
      content.write(out);
      out.align();
    }
  }

  /** The file so far. */
  private static final class Out {
    private final OutputStream stream;
    private final byte[] bytes = new byte[FLOATS_AT_ONCE * Float.BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private long position;

    Out(OutputStream stream) {
      this.stream = stream;
    }

    void put(byte[] content) throws IOException {
      stream.write(content);
      position += content.length;
      align();
    }

    void put(float[] values) throws IOException {
      for (int from = 0; from < values.length; from += FLOATS_AT_ONCE) {
        int count = Math.min(FLOATS_AT_ONCE, values.length - from);
        buffer.asFloatBuffer().put(values, from, count);
        stream.write(bytes, 0, count * Float.BYTES);
        position += (long) count * Float.BYTES;
      }
    }

    void align() throws IOException {
      for (; position < aligned(position); position++) {
        stream.write(0);
      }
    }
  }

  private static long aligned(long position) {
    return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** The outermost group. */
  Group root() {
    return root;
  }

  /** The size of the file in bytes. */
  long size() {
    return root.place(Hdf5Messages.SUPERBLOCK_SIZE);
  }

  /** Writes the file; the stream stays open. May be called again. */
  void writeTo(OutputStream stream) throws IOException {
    long size = size();
    Out out = new Out(stream);
    out.put(Hdf5Messages.superblock(root.address(), size));
    root.write(out);
  }
}
