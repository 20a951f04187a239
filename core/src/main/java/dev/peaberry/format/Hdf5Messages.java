package dev.peaberry.format;

import dev.peaberry.engine.Shape;
import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of HDF5 metadata that model files need, as bytes. See the <a
 * href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">HDF5 file format
 * specification, version 3</a>; the numbers here are its.
 */
final class Hdf5Messages {
  static final long UNDEFINED_ADDRESS = -1;
  static final int SUPERBLOCK_SIZE = 48;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final byte[] HEADER_SIGNATURE = "OHDR".getBytes(StandardCharsets.US_ASCII);

  private Hdf5Messages() {}

  static byte[] superblock(long rootAddress, long fileSize) {
    ByteBuffer bytes = little(SUPERBLOCK_SIZE);
    bytes.put(SIGNATURE).put((byte) 2).put((byte) 8).put((byte) 8).put((byte) 0);
    bytes.putLong(0).putLong(UNDEFINED_ADDRESS).putLong(fileSize).putLong(rootAddress);
    return withChecksum(bytes);
  }

  /** An object header of version 2 with one chunk. */
  static byte[] objectHeader(List<byte[]> messages) {
    int length = messages.stream().mapToInt(message -> message.length).sum();
    ByteBuffer bytes = little(HEADER_SIGNATURE.length + 1 + 1 + 4 + length + 4);
    bytes.put(HEADER_SIGNATURE).put((byte) 2).put((byte) 2).putInt(length);
    messages.forEach(bytes::put);
    return withChecksum(bytes);
  }

  static byte[] linkInfo() {
    ByteBuffer body = little(18).put((byte) 0).put((byte) 0);
    return message(0x02, body.putLong(UNDEFINED_ADDRESS).putLong(UNDEFINED_ADDRESS));
  }

  static byte[] groupInfo() {
    return message(0x0a, little(2));
  }

  static byte[] link(String name, long address) {
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer body = little(1 + 1 + 2 + text.length + 8).put((byte) 1).put((byte) 1);
    return message(0x06, body.putShort((short) text.length).put(text).putLong(address));
  }

  static byte[] attributeInfo() {
    ByteBuffer body = little(18).put((byte) 0).put((byte) 0);
    return message(0x15, body.putLong(UNDEFINED_ADDRESS).putLong(UNDEFINED_ADDRESS));
  }

  /** An attribute that is one UTF-8 text of fixed length. */
  static byte[] attribute(String name, String value) {
    byte[] key = (name + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] type = all(little(8).put((byte) 0x13).put((byte) 0x11).putInt(4, text.length));
    byte[] space = dataspaceBody(Shape.of());
    ByteBuffer body = little(9 + key.length + type.length + space.length + text.length);
    body.put((byte) 3).put((byte) 0).putShort((short) key.length);
    body.putShort((short) type.length).putShort((short) space.length).put((byte) 1);
    return message(0x0c, body.put(key).put(type).put(space).put(text));
  }

  static byte[] dataspace(Shape shape) {
    return message(0x01, ByteBuffer.wrap(dataspaceBody(shape)));
  }

  private static byte[] dataspaceBody(Shape shape) {
    ByteBuffer body = little(4 + 8 * shape.rank()).put((byte) 2).put((byte) shape.rank());
    body.put((byte) 0).put((byte) (shape.rank() == 0 ? 0 : 1));
    Arrays.stream(shape.toLongArray()).forEach(body::putLong);
    return all(body);
  }

  /** IEEE 754, 32 bits, little-endian. */
  static byte[] float32() {
    ByteBuffer body = little(20).put((byte) 0x11).put((byte) 0x20).put((byte) 31).put((byte) 0);
    body.putInt(4).putShort((short) 0).putShort((short) 32);
    body.put((byte) 23).put((byte) 8).put((byte) 0).put((byte) 23).putInt(127);
    return message(0x03, body);
  }

  /** Two's complement, 64 bits, little-endian. */
  static byte[] int64() {
    ByteBuffer body = little(12).put((byte) 0x10).put((byte) 8).put((byte) 0).put((byte) 0);
    return message(0x03, body.putInt(8).putShort((short) 0).putShort((short) 64));
  }

  /** Space allocated late, default fill value: what h5py writes. */
  static byte[] fillValue() {
    return message(0x05, little(2).put((byte) 3).put((byte) 0x0a));
  }

  static byte[] contiguous(long address, long size) {
    return message(0x08, little(18).put((byte) 3).put((byte) 1).putLong(address).putLong(size));
  }

  private static byte[] message(int type, ByteBuffer body) {
    byte[] content = all(body);
    ByteBuffer bytes = little(4 + content.length).put((byte) type);
    return all(bytes.putShort((short) content.length).put((byte) 0).put(content));
  }

  private static byte[] withChecksum(ByteBuffer bytes) {
    byte[] before = Arrays.copyOf(all(bytes), bytes.capacity() - Integer.BYTES);
    bytes.putInt(before.length, JenkinsLookup3HashLittle.hash(before));
    return all(bytes);
  }

  private static byte[] all(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
