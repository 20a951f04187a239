package dev.peaberry.data.check;

import dev.peaberry.data.BrokenImageException;
import dev.peaberry.data.Fingerprint;
import dev.peaberry.data.ImageSource;
import dev.peaberry.image.Colours;
import dev.peaberry.image.Image;
import dev.peaberry.image.ImageDetails;
import dev.peaberry.image.ImageFormat;
import dev.peaberry.image.ImageHeader;
import dev.peaberry.image.UndecodableImageException;
import java.util.Optional;

/**
 * What one reading of a picture has told. Immutable.
 *
 * @param height rows, in pixels; 0 if it could not be read
 * @param width columns, in pixels; 0 if it could not be read
 * @param format the file's; empty where pictures are not files
 * @param details what else the file says; empty where only its header was read
 * @param print for finding copies; empty if it was not decoded
 * @param fault why it could not be read
 * @param empty whether the file has no bytes
 */
record Look(
    int height,
    int width,
    Optional<ImageFormat> format,
    Optional<ImageDetails> details,
    Optional<Fingerprint> print,
    Optional<String> fault,
    boolean empty) {

  /** Reads the file once and decodes it at reduced scale. */
  static Look whole(ImageSource source, int index) {
    try {
      Optional<byte[]> file = source.file(index);
      if (file.isEmpty()) {
        return pixels(source.read(index));
      }
      return file.get().length == 0 ? none("the file is empty", true) : file(file.get());
    } catch (BrokenImageException e) {
      return none(e.toBrokenImage().reason(), false);
    }
  }

  private static Look pixels(Image image) {
    return new Look(
        image.height(),
        image.width(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Fingerprint.ofImage(image)),
        Optional.empty(),
        false);
  }

  private static Look file(byte[] contents) {
    Optional<ImageDetails> details = Optional.empty();
    Optional<Fingerprint> print = Optional.empty();
    Optional<String> fault = Optional.empty();
    try {
      details = Optional.of(ImageDetails.read(contents));
      print = Optional.of(Fingerprint.ofFile(contents));
    } catch (UndecodableImageException e) {
      fault = Optional.of(e.getMessage().lines().findFirst().orElse("").strip());
    }
    Optional<ImageHeader> header = details.map(ImageDetails::header);
    return new Look(
        header.map(ImageHeader::height).orElse(0),
        header.map(ImageHeader::width).orElse(0),
        header.map(ImageHeader::format),
        details,
        print,
        fault,
        false);
  }

  /** Reads no more than the file's header. */
  static Look header(ImageSource source, int index) {
    try {
      Optional<ImageHeader> header = source.header(index);
      if (header.isEmpty()) {
        return pixels(source.read(index));
      }
      return new Look(
          header.get().height(),
          header.get().width(),
          Optional.of(header.get().format()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);
    } catch (BrokenImageException e) {
      boolean empty = source.fileLength(index).orElse(1) == 0;
      return none(e.toBrokenImage().reason(), empty);
    }
  }

  private static Look none(String fault, boolean empty) {
    return new Look(
        0, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(fault), empty);
  }

  /** Whether the picture can be used. */
  boolean isWhole() {
    return fault.isEmpty();
  }

  int shorterSide() {
    return Math.min(height, width);
  }

  /** Width by height. */
  double aspectRatio() {
    return (double) width / height;
  }

  /** How colours are stored, and how deep if not 8 bits: {@code "RGB"}, {@code "grey, 16 bits"}. */
  Optional<String> colours() {
    return details.map(
        each ->
            each.bits() == 8 || each.colours() == Colours.PALETTE
                ? each.colours().toString()
                : each.colours() + ", " + each.bits() + (each.bits() == 1 ? " bit" : " bits"));
  }
}
