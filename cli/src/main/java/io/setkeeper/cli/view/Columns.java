package io.setkeeper.cli.view;

import java.util.List;
import java.util.function.BinaryOperator;

/** Rows of words as lines of aligned columns. Pure. */
public final class Columns {
  private static final String GAP = "   ";

  private Columns() {}

  /**
   * The lines, without an end of line.
   *
   * @param rows of one length
   */
  public static List<String> aligned(List<List<String>> rows) {
    return aligned(rows, (word, padded) -> padded);
  }

  /**
   * The same with painted words.
   *
   * @param paint what is written for a word, given as it is and padded
   */
  static List<String> aligned(List<List<String>> rows, BinaryOperator<String> paint) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths, paint)).toList();
  }

  private static String line(List<String> row, int[] widths, BinaryOperator<String> paint) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String padded = row.get(i) + " ".repeat(widths[i] - row.get(i).length());
      line.append(paint.apply(row.get(i), padded)).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
