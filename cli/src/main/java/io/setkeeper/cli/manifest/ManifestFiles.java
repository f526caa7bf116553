package io.setkeeper.cli.manifest;

import io.setkeeper.cli.base.Refusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads the documents out of YAML and JSON files, as {@code kubectl -f} does. */
final class ManifestFiles {
  /**
   * A document.
   *
   * @param file where it was read
   */
  record Document(Path file, JsonNode content) {}

  private static final String AFTER_F = "Check the path after -f";

  private ManifestFiles() {}

  /**
   * Reads files, and of folders the YAML and JSON files in them (not those of folders below).
   *
   * @throws Refusal for what can't be read
   */
  static List<Document> read(List<Path> paths) {
    return paths.stream()
        .flatMap(path -> files(path, AFTER_F).stream())
        .flatMap(f -> parse(f).stream())
        .toList();
  }

  /** A file itself, or the YAML and JSON files in a folder. */
  static List<Path> files(Path path, String remedy) {
    if (!Files.exists(path)) {
      throw new Refusal("There is no file or folder " + path, remedy);
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries.filter(f -> f.toString().matches(".*\\.(ya?ml|json)")).sorted().toList();
      if (files.isEmpty()) {
        throw new Refusal("The folder " + path + " has no .yaml, .yml or .json file", remedy);
      }
      return files;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static List<Document> parse(Path file) {
    List<Document> documents = new ArrayList<>();
    String text = text(file);
    try (MappingIterator<JsonNode> all =
        YAMLMapper.shared().readerFor(JsonNode.class).readValues(text)) {
      refuseAliases(file, text);
      while (all.hasNext()) {
        add(documents, file, all.next());
      }
    } catch (JacksonException e) {
      throw new Refusal(
          "The file %s is not YAML: line %d: %s"
              .formatted(file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())),
          "Correct that line");
    }
    if (documents.isEmpty()) {
      throw new Refusal("The file " + file + " has no object in it", AFTER_F);
    }
    return documents;
  }

  /** Jackson takes an alias for the text of its name, and a merge key for a field. */
  private static void refuseAliases(Path file, String text) {
    try (JsonParser tokens = YAMLMapper.shared().createParser(text)) {
      while (tokens.nextToken() != null) {
        if (tokens instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
          throw new Refusal(
              "The file %s uses an alias in line %d (*%s), which is not read here"
                  .formatted(file, tokens.currentTokenLocation().getLineNr(), tokens.getString()),
              "Write out what it stands for");
        }
      }
    }
  }

  /**
   * A file's text.
   *
   * @throws Refusal where it can't be read
   */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void add(List<Document> documents, Path file, JsonNode document) {
    if (document.isNull() || document.isMissingNode()) {
      return; // an empty part between two "---"
    }
    if (document.path("kind").asString("").equals("List")) {
      document.path("items").forEach(item -> documents.add(new Document(file, item)));
    } else {
      documents.add(new Document(file, document));
    }
  }

  private static Refusal unreadable(Path path, IOException e) {
    if (e instanceof CharacterCodingException) {
      return new Refusal(path + " is no text in UTF-8", "Name a YAML or JSON file");
    }
    String why = e instanceof AccessDeniedException ? "no permission" : e.toString();
    return new Refusal(
        "Can't read %s: %s".formatted(path, why), "Make it readable for you, or name another file");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
