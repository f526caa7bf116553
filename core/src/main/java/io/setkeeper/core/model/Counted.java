package io.setkeeper.core.model;

/** Numbers of things in words: {@code 1 member}, {@code 3 members}. */
public final class Counted {
  private Counted() {}

  /**
   * A number and what it counts.
   *
   * @param thing one of them, in a word that gets an s where there are several
   */
  public static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
