package dev.peaberry.data;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why reading failed, in one line for a person. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable failure) {
    if (failure instanceof NoSuchFileException) {
      return "the file is gone";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission to read the file";
    }
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").strip();
  }

  /** A file's name without what would break a line or steer a terminal. */
  static String oneLine(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
