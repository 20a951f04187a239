package dev.peaberry.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The characters of a manifest, read as a stream: UTF-8 and nothing else, without the mark that
 * some programs put in front, and with an end to each record, so that no line fills the memory.
 * Confined to one thread.
 */
final class ManifestText extends Reader {
  /** How many characters a record has at most, give or take a buffer. */
  static final int LONGEST_RECORD = 1 << 20;

  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
  private boolean ended;
  private boolean malformed;
  private boolean begun;
  private long linesDecoded;
  private long recordLine = 1;
  private int sinceRecord;

  private ManifestText(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static ManifestText open(Path file) throws IOException {
    return new ManifestText(file, Files.newInputStream(file));
  }

  /** A record begins at this line, from 1. */
  void recordAt(long line) {
    recordLine = line;
    sinceRecord = 0;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (malformed) {
        throw new ManifestPlace(file, linesDecoded + 1)
            .fault("found bytes that are not UTF-8, expected a text in UTF-8; convert the file");
      }
      if (ended) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    sinceRecord += count;
    if (sinceRecord > LONGEST_RECORD + BUFFER) {
      throw new ManifestPlace(file, recordLine)
          .fault(
              "found more than %,d characters without an end of the line, expected one line for"
                  + " each picture; close its quotes or correct the file",
              LONGEST_RECORD);
    }
    return count;
  }

  private void decode() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, count)).flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, count < 0);
    // What has not been decoded when all has come is half a character.
    ended = count < 0;
    malformed = result.isError() || (ended && bytes.hasRemaining());
    chars.flip();
    if (!begun && chars.hasRemaining()) {
      begun = true;
      if (chars.get(0) == BYTE_ORDER_MARK) {
        chars.get();
      }
    }
    countLines();
  }

  private void countLines() {
    for (int i = chars.position(); i < chars.limit(); i++) {
      linesDecoded += chars.get(i) == '\n' ? 1 : 0;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
