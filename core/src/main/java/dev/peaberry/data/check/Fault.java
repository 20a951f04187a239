package dev.peaberry.data.check;

import java.util.Locale;

/** A kind of fault that a data set may have; the worst come first. */
public enum Fault {
  /** Files that cannot be read or decoded. */
  BROKEN(
      Severity.ERROR,
      "Broken files",
      "They cannot be decoded: training leaves them out, other programs stop at them.",
      "Fetch them again, or leave them out."),
  /** Files of no bytes. */
  EMPTY(
      Severity.ERROR,
      "Empty files",
      "A file of no bytes is what is left of a copy that failed.",
      "Fetch them again, or leave them out."),
  /** The same picture in several classes. */
  CONFLICT(
      Severity.ERROR,
      "The same picture in several classes",
      "At least one of the labels is wrong, and no model can be right about both.",
      "Look at them and keep each under its true class only; with several labels a picture, write"
          + " them into a manifest."),
  /** The same picture to train on and to validate or test with. */
  LEAK(
      Severity.ERROR,
      "The same picture on both sides of a split",
      "What was learnt by heart counts as known: the validation figures are too good.",
      "Keep them on one side: leave out the copies to train on, or split again so that copies stay"
          + " together."),
  /** A model is sure of another class, or models that have not learnt from the picture are. */
  SUSPICIOUS_LABEL(
      Severity.WARNING,
      "Labels that a model doubts",
      "The model is sure of another class; some of these labels are wrong, others are merely hard.",
      "Look at them, the surest first, and move those that are in the wrong class."),
  /** The same file several times in a class. */
  IDENTICAL(
      Severity.WARNING,
      "Identical files in one class",
      "They weigh as much as they are many, and a random split puts them on both sides.",
      "Keep the first of each."),
  /** Nearly the same picture several times in a class. */
  NEAR_COPY(
      Severity.WARNING,
      "Near-copies in one class",
      "The same picture saved anew, resized or cropped, or one scene shot twice: a random split puts"
          + " them on both sides.",
      "Keep one of each, or split so that copies stay together."),
  /** Classes of very different sizes. */
  IMBALANCE(
      Severity.WARNING,
      "Classes of very different sizes",
      "A model that names the large class is usually right, and that is what it learns first.",
      "Train with class weights or weighted sampling, or collect more of the small classes."),
  /** Pictures of one colour. */
  BLANK(
      Severity.WARNING,
      "Blank pictures",
      "There is nothing on them to learn a class from.",
      "Look at them, and leave them out if they show nothing."),
  /** Pictures of few pixels. */
  TINY(
      Severity.WARNING,
      "Tiny pictures",
      "Scaled up to the size of the others they are blurred: a model may learn blur as a class.",
      "Leave out thumbnails and icons, or fetch the originals."),
  /** EXIF says that the picture lies on its side or is mirrored. */
  TURNED(
      Severity.WARNING,
      "Pictures stored turned",
      "Viewers turn them upright by their EXIF orientation; training takes them as they are stored,"
          + " as Keras does.",
      "Save them upright, for example with: exiftran -ai FILES; or train with EXIF rotation."),
  /** Links that lead out of the folder. */
  LINK_OUT(
      Severity.WARNING,
      "Links out of the folder",
      "A copy of the folder will not hold these pictures.",
      "Put the files themselves there."),
  /** The name tells another format than the content. */
  WRONG_EXTENSION(
      Severity.NOTE,
      "Names that tell another format",
      "Peaberry and Keras look at the content; other programs go by the name and fail.",
      "Rename them."),
  /** Several frames. */
  ANIMATED(
      Severity.NOTE,
      "Animated pictures",
      "Only the first frame is looked at.",
      "Save the frame that shows the class."),
  /** Colours stored in another way than most. */
  ODD_COLOURS(
      Severity.NOTE,
      "Colours stored unlike the others'",
      "They are converted: transparency is dropped, 16 bits become 8, printers' inks become red,"
          + " green and blue. If one class has most of them, a model may learn that.",
      "Check that it is no mark of a class; convert them if it is."),
  /** A shape far from the others'. */
  ODD_SHAPE(
      Severity.NOTE,
      "Shapes far from the others'",
      "Stretched to the size of the network's input they are distorted.",
      "Crop them, or train with padding or cropping instead of stretching."),
  /** Files that are not looked at. */
  STRAY(
      Severity.NOTE,
      "Files that are not used",
      "They are no pictures by their names' endings, or lie outside of the class folders.",
      "Convert pictures of other formats; delete or move the rest at leisure.");

  private final Severity severity;
  private final String title;
  private final String why;
  private final String remedy;

  Fault(Severity severity, String title, String why, String remedy) {
    this.severity = severity;
    this.title = title;
    this.why = why;
    this.remedy = remedy;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What it is, in a few words. */
  public String title() {
    return title;
  }

  /** Why it hurts, in a sentence or two. */
  public String why() {
    return why;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** The name for scripts, such as {@code "near-copy"}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
