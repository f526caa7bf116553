package io.setkeeper.sandbox.controller;

import io.setkeeper.sandbox.store.DeleteOptions;
import io.setkeeper.sandbox.store.Json;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.ResourceType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Carries out changes, in their order, until one is refused. */
public final class Writer {
  private final ObjectStore store;
  private final Recorder recorder;
  private final Map<String, ResourceType> types;

  /** A writer into this store. */
  public Writer(ObjectStore store, Recorder recorder) {
    this.store = store;
    this.recorder = recorder;
    this.types =
        store.types().stream().collect(Collectors.toMap(ResourceType::kind, Function.identity()));
  }

  /**
   * Carries them out.
   *
   * @throws io.setkeeper.sandbox.store.StatusException the first refusal
   * @throws UncheckedIOException a folder can't be made or deleted
   */
  public void apply(List<Change> changes) {
    changes.forEach(this::apply);
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Create create -> {
        store.create(type(create.object()), create.object());
        create.notes().forEach(recorder::write);
      }
      case Change.Update update -> store.update(type(update.object()), update.object());
      case Change.UpdateStatus status -> store.updateStatus(type(status.object()), status.object());
      case Change.Delete delete -> {
        delete(delete);
        delete.notes().forEach(recorder::write);
      }
      case Change.MakeFolder make -> make(make.folder());
      case Change.DeleteFolder delete -> deleteTree(delete.folder());
      case Change.LookAgain _ -> {}
      case Change.Say say -> recorder.write(say.note());
    }
  }

  private void delete(Change.Delete delete) {
    ObjectNode object = delete.object();
    DeleteOptions options = DeleteOptions.DEFAULT.onlyUid(Json.uid(object));
    if (delete.graceSeconds().isPresent()) {
      options = options.withGrace(delete.graceSeconds().getAsInt());
    }
    store.delete(type(object), Json.namespace(object), Json.name(object), options);
  }

  private ResourceType type(ObjectNode object) {
    ResourceType type = types.get(Json.text(object, "kind"));
    if (type == null) {
      throw new IllegalArgumentException("no such kind: " + object);
    }
    return type;
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder of a volume: " + e.getMessage(), e);
    }
  }

  private static void deleteTree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the folder of a volume: " + e.getMessage(), e);
    }
  }
}
