package io.setkeeper.cli.modernize.text;

/** A place that can't be changed where it stands. */
final class CannotEdit extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int offset;

  /**
   * @param offset of the place in the text
   * @param why what is in the way
   */
  CannotEdit(int offset, String why) {
    super(why);
    this.offset = offset;
  }

  int offset() {
    return offset;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
