package dev.peaberry.format;

import dev.peaberry.engine.FloatArray;
import dev.peaberry.engine.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HDF5 file being read, which may come from anywhere. The library finds things in it; numbers
 * are read here, straight into their arrays, and never more of them than the file has bytes.
 * Confined to one thread.
 */
final class Hdf5File implements AutoCloseable {
  private static final int MOST_STRINGS = 100_000;
  private static final int BUFFER_SIZE = 1 << 16;
  private static final URI NAMELESS = URI.create("hdf5:/weights.h5");

  private final FileRegion region;
  private final HdfFile library;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
  private long budget;

  private Hdf5File(FileRegion region, HdfFile library) {
    this.region = region;
    this.library = library;
    this.budget = region.size();
  }

  static Hdf5File open(Path file) throws IOException {
    return open(file, 0, Files.size(file));
  }

  /** Opens a part of a file, such as an entry that an archive stores as it is. */
  static Hdf5File open(Path file, long start, long size) throws IOException {
    FileRegion region = FileRegion.open(file, start, size);
    try {
      return new Hdf5File(region, new HdfFile(region, NAMELESS));
    } catch (Throwable failure) {
      region.close();
      throw failure;
    }
  }

  /** Whether there is a group or dataset at a path such as {@code layers/dense/vars}. */
  boolean has(String path) {
    return find(path).isPresent();
  }

  /** The names in a group, none if there is no such group. */
  List<String> children(String path) {
    return find(path)
        .filter(Group.class::isInstance)
        .map(node -> List.copyOf(((Group) node).getChildren().keySet()))
        .orElse(List.of());
  }

  /** An attribute that is a text or a list of texts. */
  Optional<List<String>> strings(String path, String name) {
    Attribute attribute = find(path).map(node -> node.getAttribute(name)).orElse(null);
    if (attribute == null) {
      return Optional.empty();
    }
    if (attribute.isEmpty() || attribute.getSize() == 0) {
      return Optional.of(List.of());
    }
    if (attribute.getSize() > MOST_STRINGS) {
      throw new Malformed(
          "found " + attribute.getSize() + " names, expected at most " + MOST_STRINGS);
    }
    Object data = attribute.getData();
    Stream<?> elements = data instanceof Object[] array ? Arrays.stream(array) : Stream.of(data);
    return Optional.of(elements.map(String::valueOf).toList());
  }

  /** The numbers at a path, which must have the given shape. */
  FloatArray floats(String path, Shape expected) {
    Shape found = shape(dataset(path), path);
    if (!found.equals(expected)) {
      throw new Malformed(
          path + ": found shape " + found + ", expected " + expected + "; is it another model's?");
    }
    return floats(path);
  }

  /** The numbers at a path. */
  FloatArray floats(String path) {
    Dataset dataset = dataset(path);
    Shape shape = shape(dataset, path);
    DataType type = dataset.getDataType();
    int size = type.getSize();
    boolean number = type instanceof FloatingPoint || type instanceof FixedPoint;
    if (!number || (size != Float.BYTES && size != Double.BYTES)) {
      throw new Malformed(
          path
              + ": found "
              + type.getClass().getSimpleName()
              + " of "
              + size
              + " bytes, expected numbers of 32 or 64 bits; save the model in float32");
    }
    seek(dataset, path, shape.size() * size);
    float[] data = new float[Math.toIntExact(shape.size())];
    for (int at = 0; at < data.length; ) {
      int count = Math.min(data.length - at, BUFFER_SIZE / size);
      fill(type, count * size);
      get(type, data, at, count);
      at += count;
    }
    return new FloatArray(shape, data);
  }

  private void get(DataType type, float[] data, int at, int count) {
    boolean wide = type.getSize() == Double.BYTES;
    if (type instanceof FloatingPoint && !wide) {
      buffer.asFloatBuffer().get(data, at, count);
      return;
    }
    for (int i = at; i < at + count; i++) {
      if (type instanceof FixedPoint) {
        data[i] = wide ? buffer.getLong() : buffer.getInt();
      } else {
        data[i] = (float) buffer.getDouble();
      }
    }
  }

  /** The single integer at a path. */
  long integer(String path) {
    Dataset dataset = dataset(path);
    DataType type = dataset.getDataType();
    int size = type.getSize();
    if (!(type instanceof FixedPoint)
        || (size != Integer.BYTES && size != Long.BYTES)
        || shape(dataset, path).size() != 1) {
      throw new Malformed(path + ": found no single integer, expected one of 32 or 64 bits");
    }
    seek(dataset, path, size);
    fill(type, size);
    return size == Integer.BYTES ? buffer.getInt() : buffer.getLong();
  }

  private Optional<Node> find(String path) {
    Node node = library;
    for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      if (!(node instanceof Group group)) {
        return Optional.empty();
      }
      node = group.getChild(name);
      if (node == null) {
        return Optional.empty();
      }
      if (node.isLink()) {
        throw new Malformed(
            path + ": found a link to another place or file, expected the numbers themselves");
      }
    }
    return Optional.of(node);
  }

  private Dataset dataset(String path) {
    return find(path)
        .filter(Dataset.class::isInstance)
        .map(Dataset.class::cast)
        .orElseThrow(
            () -> new Malformed("found no " + path + ", expected it; is it another model's?"));
  }

  private static Shape shape(Dataset dataset, String path) {
    List<Integer> lengths = new ArrayList<>();
    long elements = 1;
    for (long length : dataset.getDimensionsAsLong()) {
      elements = length == 0 ? 0 : Math.multiplyExact(elements, length);
      if (length < 0 || length > Integer.MAX_VALUE || elements > Integer.MAX_VALUE) {
        throw new Malformed(
            path + ": found " + length + " on one axis, expected fewer than 2^31 elements");
      }
      lengths.add((int) length);
    }
    return Shape.of(lengths.stream().mapToInt(Integer::intValue).toArray());
  }

  private void seek(Dataset dataset, String path, long size) {
    if (!(dataset instanceof ContiguousDataset contiguous)) {
      throw new Malformed(
          path
              + ": found a chunked or compressed dataset, expected a plain one; load the weights"
              + " in Keras and save them again");
    }
    if (size == 0) {
      return;
    }
    long address = contiguous.getDataAddress() + library.getUserBlockSize();
    budget -= size;
    if (address <= 0 || address > region.size() - size || budget < 0) {
      throw new Malformed(
          path
              + ": found "
              + size
              + " bytes declared, expected as many in the file;"
              + " it is cut off or damaged: copy it again");
    }
    region.position(address);
  }

  private void fill(DataType type, int bytes) {
    buffer.clear().limit(bytes).order(((OrderedDataType) type).getByteOrder());
    try {
      region.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (buffer.hasRemaining()) {
      throw new Malformed("found the end of the file, expected more weights; copy it again");
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    library.close();
    region.close();
  }
}
