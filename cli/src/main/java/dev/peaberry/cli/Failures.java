package dev.peaberry.cli;

import dev.peaberry.config.AtomicFiles;
import dev.peaberry.config.ConfigException;
import dev.peaberry.data.DataException;
import dev.peaberry.engine.EngineException;
import dev.peaberry.evaluate.EvaluationException;
import dev.peaberry.format.ModelFormatException;
import dev.peaberry.layer.ShapeException;
import dev.peaberry.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line and an exit code; a stack trace only with --debug. */
final class Failures {
  /** The command did what it should. */
  static final int OK = 0;

  /** Peaberry or the machine failed. */
  static final int FAILED = 1;

  /** What the user gave cannot be used. */
  static final int BAD_INPUT = 2;

  private final Console console;
  private final Peaberry root;

  Failures(Console console, Peaberry root) {
    this.console = console;
    this.root = root;
  }

  /** A command line that makes no sense. */
  int onParameters(ParameterException failure, String... args) {
    CommandLine command = failure.getCommandLine();
    show(parameterMessage(failure), failure);
    console.tell(
        "Try @|bold %s --help|@ for what it takes.", command.getCommandSpec().qualifiedName());
    return BAD_INPUT;
  }

  private static String parameterMessage(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String found = unmatched.getUnmatched().get(0);
      var spec = failure.getCommandLine().getCommandSpec();
      var known = found.startsWith("-") ? spec.optionsMap().keySet() : spec.subcommands().keySet();
      String what = found.startsWith("-") ? "option" : known.isEmpty() ? "argument" : "command";
      return "Unknown " + what + " '" + found + "'" + Suggestion.forWord(found, known);
    }
    if (failure instanceof MissingParameterException) {
      return missing(failure.getMessage());
    }
    return firstLine(failure.getMessage());
  }

  // Picocli's own words are "Missing required parameter: 'DATA'".
  private static String missing(String message) {
    return message.replaceFirst("required (parameters?|option)", "$1");
  }

  /** A command that did not come to its end. */
  int onExecution(Throwable thrown) {
    Throwable failure =
        thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
    if (failure instanceof OutOfMemoryError) {
      show(
          "Out of memory: use a smaller --batch-size or --image-size, --cache none, or more memory"
              + " with JAVA_OPTS=-Xmx4g",
          failure);
      return FAILED;
    }
    String message = message(failure);
    if (isBadInput(failure)) {
      show(message, failure);
      return BAD_INPUT;
    }
    show(message + (root.isDebugging() ? "" : " (--debug shows where)"), failure);
    return FAILED;
  }

  private static boolean isBadInput(Throwable failure) {
    return failure instanceof InputException
        || failure instanceof DataException
        || failure instanceof ConfigException
        || failure instanceof ShapeException
        || failure instanceof ModelFormatException
        || failure instanceof TrainingException
        || failure instanceof FileSystemException;
  }

  private static String message(Throwable failure) {
    if (failure instanceof FileSystemException file) {
      return fileMessage(file);
    }
    String text = failure.getMessage();
    if (text == null || text.isBlank()) {
      return "Unexpected failure: " + failure.getClass().getSimpleName();
    }
    boolean explainsItself =
        isBadInput(failure)
            || failure instanceof EngineException
            || failure instanceof EvaluationException
            || failure instanceof IOException;
    return explainsItself
        ? firstLine(text)
        : "Unexpected failure: " + failure.getClass().getSimpleName() + ": " + firstLine(text);
  }

  private static String fileMessage(FileSystemException failure) {
    String file = failure.getFile();
    if (AtomicFiles.isTemporary(Path.of(file))) {
      return "Cannot write to " + Path.of(file).getParent() + "; choose another place";
    }
    if (failure instanceof NoSuchFileException) {
      return "Found no " + file + "; check the path";
    }
    if (failure instanceof AccessDeniedException) {
      return "No permission for " + file + "; choose another place or change the permission";
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return file + " is in the way: found a file, expected a folder; choose another name";
    }
    return firstLine(failure.getMessage());
  }

  private void show(String line, Throwable failure) {
    console.tellFailure(line);
    if (root.isDebugging()) {
      failure.printStackTrace(console.err());
    }
  }

  private static String firstLine(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }
}
