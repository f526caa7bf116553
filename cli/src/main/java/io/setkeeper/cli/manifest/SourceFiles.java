package io.setkeeper.cli.manifest;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.modernize.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the user's files whole, and writes them: all or none. */
public final class SourceFiles {
  private static final String INPUT = "-";

  private SourceFiles() {}

  /**
   * Reads files, those of folders, and standard input.
   *
   * @throws Refusal for what can't be read
   */
  public static List<SourceFile> read(List<String> paths) {
    Map<Path, SourceFile> files = new LinkedHashMap<>();
    List<SourceFile> all = new ArrayList<>();
    for (String path : paths) {
      if (path.equals(INPUT)) {
        all.add(new SourceFile(Optional.empty(), new Source("standard input", input())));
        continue;
      }
      for (Path file : ManifestFiles.files(Path.of(path), "Check the path")) {
        Path real = file.toAbsolutePath().normalize();
        if (!files.containsKey(real)) {
          Source source = new Source(file.toString(), ManifestFiles.text(file));
          files.put(real, new SourceFile(Optional.of(file), source));
          all.add(files.get(real));
        }
      }
    }
    return all;
  }

  private static String input() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(System.in.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal("Standard input is no text in UTF-8", "Give YAML or JSON");
    } catch (IOException e) {
      throw new Refusal("Can't read standard input: " + e.getMessage(), "Name files");
    }
  }

  /**
   * Writes files of the sources' names into a folder.
   *
   * @throws Refusal where one is there already, or can't be written; then none is
   */
  public static void write(Path folder, List<SourceFile> sources, List<Source> texts) {
    Map<Path, String> wanted = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      Path target = folder.resolve(sources.get(i).path().orElseThrow().getFileName());
      if (texts.get(i).text().isEmpty()) {
        continue;
      }
      if (wanted.put(target, texts.get(i).text()) != null) {
        throw new Refusal(
            "Two of the files are called %s".formatted(target.getFileName()),
            "Modernize them one after the other, into two folders");
      }
      if (Files.exists(target)) {
        throw new Refusal(target + " is there already", "Name another folder, or say --in-place");
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    commit(wanted);
  }

  /**
   * Writes the sources themselves where they changed; one of which nothing is left is deleted.
   *
   * @throws Refusal where one can't be written
   */
  public static void replace(List<SourceFile> sources, List<Source> texts) {
    Map<Path, String> wanted = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).text().equals(sources.get(i).source().text())) {
        wanted.put(real(sources.get(i).path().orElseThrow()), texts.get(i).text());
      }
    }
    commit(wanted);
  }

  /** A link stays one: what it leads to is written. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** All are written beside their places first, so that a full disk leaves all as it was. */
  private static void commit(Map<Path, String> wanted) {
    Map<Path, Path> written = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, String> file : wanted.entrySet()) {
        if (!file.getValue().isEmpty()) {
          written.put(file.getKey(), beside(file.getKey(), file.getValue()));
        }
      }
      for (Path path : wanted.keySet()) {
        if (written.containsKey(path)) {
          Files.move(written.get(path), path, StandardCopyOption.REPLACE_EXISTING);
        } else {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw unwritable(wanted.keySet().iterator().next(), e);
    } finally {
      written.values().forEach(SourceFiles::forget);
    }
  }

  private static Path beside(Path path, String text) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    if (Files.exists(path)) {
      // With its rights, owner and all.
      Files.copy(path, fresh, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return Files.writeString(fresh, text);
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is in the way of nothing but a later run, which says so.
    }
  }

  private static Refusal unwritable(Path path, IOException e) {
    return new Refusal(
        "Can't write %s: %s".formatted(path, e), "Make it writable for you, or name a folder: -o");
  }
}
