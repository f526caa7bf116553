package io.setkeeper.standin.recorded;

/**
 * Where two replies differ.
 *
 * @param path where, as in {@code members.0.optime.ts}; with {@code {}} at the end it is the order
 *     of a document's fields
 * @param expected what mongod answered
 * @param actual what the stand-in answered
 */
record Difference(String path, String expected, String actual) {

  @Override
  public String toString() {
    return path + ": mongod " + expected + ", stand-in " + actual;
  }
}
