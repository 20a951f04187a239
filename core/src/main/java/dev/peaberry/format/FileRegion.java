package dev.peaberry.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * A part of a file, to be read as if it were one. It is not mapped into memory: where files are
 * locked while they are mapped, a model could not be saved over the one it came from. Confined to
 * one thread.
 */
final class FileRegion implements SeekableByteChannel {
  // For arrays, Java copies through native memory as large as the request.
  private static final int BYTES_AT_ONCE = 1 << 20;

  private final FileChannel file;
  private final long start;
  private final long size;
  private long position;

  private FileRegion(FileChannel file, long start, long size) {
    this.file = file;
    this.start = start;
    this.size = size;
  }

  static FileRegion open(Path path, long start, long size) throws IOException {
    return new FileRegion(FileChannel.open(path, StandardOpenOption.READ), start, size);
  }

  /** Reads until the buffer is full or the region ends; a buffer is read whole if it fits. */
  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int before = buffer.remaining();
    int limit = buffer.limit();
    if (position >= size && before > 0) {
      return -1;
    }
    try {
      long end = buffer.position() + Math.min(before, size - position);
      while (buffer.position() < end) {
        buffer.limit((int) Math.min(end, (long) buffer.position() + BYTES_AT_ONCE));
        int count = file.read(buffer, start + position);
        if (count < 0) {
          break;
        }
        position += count;
      }
    } finally {
      buffer.limit(limit);
    }
    return before - buffer.remaining();
  }

  /** The checksum of all that can be read; {@link #position} is then its length. */
  Checksum checksum() throws IOException {
    CRC32 checksum = new CRC32();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES_AT_ONCE);
    position = 0;
    while (read(buffer.clear()) > 0) {
      checksum.update(buffer.flip());
    }
    return checksum;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new Malformed("found the address " + newPosition + ", expected one of 0 or more");
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer buffer) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
