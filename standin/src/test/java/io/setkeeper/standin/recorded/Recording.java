package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One scenario of the recordings. */
record Recording(String scenario, List<Line> lines, URI source) {

  /** Every scenario, by name. */
  static List<Recording> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .map(Recording::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Line.Step> steps() {
    return lines.stream().filter(Line.Step.class::isInstance).map(Line.Step.class::cast).toList();
  }

  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(Recording.class.getResource("/mongod-replies")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Recording read(Path file) {
    try {
      String name = Objects.requireNonNull(file.getFileName()).toString();
      List<Line> lines = Files.readAllLines(file).stream().map(Recording::line).toList();
      return new Recording(
          name.substring(0, name.length() - ".jsonl".length()), lines, file.toUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(String json) {
    Document line = FromBson.parse(json);
    if (line.get("note") instanceof String note) {
      return new Line.Note(note);
    }
    Object answer = line.containsKey("reply") ? line.get("reply") : line.get("error");
    return new Line.Step(
        Get.integer(line, "step"),
        Get.string(line, "node"),
        Get.string(line, "db"),
        Get.document(line, "command"),
        (Document) Objects.requireNonNull(answer, json),
        Optional.ofNullable((String) line.get("waiting_for")));
  }
}
