package io.setkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks run from source, outside the build: nothing else would tell that one is broken.
 */
class BenchmarksTest {
  private static final Path FOLDER = Path.of("../benchmarks");

  @Test
  void everyBenchmarkCompilesAgainstWhatItMeasures(@TempDir Path classes) throws IOException {
    StringWriter said = new StringWriter();
    var javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      var task =
          javac.getTask(
              said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources()));
      assertThat(task.call()).as(said::toString).isTrue();
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
