import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks or fixes the format of every source file: {@code Format.java check|fix}, run by the build.
 */
class Format {
  public static void main(String[] args) throws Exception {
    boolean fix = args[0].equals("fix");
    List<Path> sources;
    try (var files = Files.walk(Path.of("."), 12)) {
      sources = files.filter(Format::isSource).toList();
    }
    List<Path> off = sources.parallelStream().filter(file -> !format(file, fix)).sorted().toList();
    if (fix || off.isEmpty()) {
      off.forEach(file -> System.out.println("formatted " + file));
      return;
    }
    off.forEach(file -> System.err.println("not formatted: " + file));
    System.err.println("Remedy: mvn -N process-sources -Dformat=fix");
    System.exit(1);
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java")
        && !file.toString().contains("/target/")
        && !file.toString().contains("/node_modules/");
  }

  private static boolean format(Path file, boolean fix) {
    try {
      String before = Files.readString(file);
      String after =
          new Formatter()
              .formatSource(
                  RemoveUnusedImports.removeUnusedImports(
                      ImportOrderer.reorderImports(before, JavaFormatterOptions.Style.GOOGLE)));
      if (after.equals(before)) {
        return true;
      }
      if (fix) {
        Files.writeString(file, after);
      }
      return false;
    } catch (IOException | FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }
}
