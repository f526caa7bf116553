package io.setkeeper.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.setkeeper.sandbox.kinds.Kinds;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ObjectStoreTest {
  @TempDir Path folder;
  private ObjectStore store;

  @BeforeEach
  void open() {
    store = ObjectStore.open(folder, Kinds.all(), Admission.OPEN, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ObjectNode configMap(String name) {
    ObjectNode object = Json.object();
    Json.with(object, "metadata").put("namespace", "default").put("name", name);
    return object;
  }

  @Test
  void whatWasCreatedIsThereAfterTheNextStartWithHigherVersions() {
    ObjectNode created = store.create(Kinds.CONFIG_MAP, configMap("a"));
    store.close();
    open();
    ObjectNode found = store.get(Kinds.CONFIG_MAP, "default", "a");
    assertThat(found).isEqualTo(created);
    assertThat(store.version()).isGreaterThan(Json.version(created));
  }

  @Test
  void aWriteBasedOnAnOldVersionIsAConflict() {
    ObjectNode old = store.create(Kinds.CONFIG_MAP, configMap("a"));
    store.change(
        Kinds.CONFIG_MAP, "default", "a", Part.MAIN, o -> Json.with(o, "data").put("k", "v"));
    assertThatThrownBy(() -> store.update(Kinds.CONFIG_MAP, old))
        .isInstanceOf(StatusException.class)
        .hasMessage(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please"
                + " apply your changes to the latest version and try again");
  }

  @Test
  void aWriteThatChangesNothingIsNoNewVersion() {
    ObjectNode created = store.create(Kinds.CONFIG_MAP, configMap("a"));
    assertThat(store.update(Kinds.CONFIG_MAP, created)).isEqualTo(created);
  }

  @Test
  void aFinalizerKeepsADeletedObjectUntilItIsTakenAway() {
    ObjectNode object = configMap("a");
    Json.list(Json.with(object, "metadata"), "finalizers").add("example.com/hold");
    store.create(Kinds.CONFIG_MAP, object);
    assertThat(store.delete(Kinds.CONFIG_MAP, "default", "a", DeleteOptions.DEFAULT).gone())
        .isFalse();
    store.change(
        Kinds.CONFIG_MAP,
        "default",
        "a",
        Part.MAIN,
        o -> Json.with(o, "metadata").remove("finalizers"));
    assertThat(store.find(Kinds.CONFIG_MAP, "default", "a")).isEmpty();
  }

  @Test
  void aWatchTellsWhoLeavesTheSelectionAsDeleted() throws InterruptedException {
    ObjectNode object = configMap("a");
    Json.with(object, "metadata", "labels").put("role", "mongo");
    store.create(Kinds.CONFIG_MAP, object);
    try (Watch watch =
        store.watch(
            Kinds.CONFIG_MAP,
            "default",
            Selector.labels(Map.of("role", "mongo")),
            OptionalLong.empty())) {
      store.change(
          Kinds.CONFIG_MAP,
          "default",
          "a",
          Part.MAIN,
          o -> Json.with(o, "metadata", "labels").put("role", "other"));
      assertThat(List.of(watch.next().type(), watch.next().type()))
          .containsExactly(WatchEvent.Type.ADDED, WatchEvent.Type.DELETED);
    }
  }

  @Test
  void aWatchFromBeforeTheStartIsTooOld() {
    long before = Json.version(store.create(Kinds.CONFIG_MAP, configMap("a")));
    store.close();
    open();
    assertThatThrownBy(
            () -> store.watch(Kinds.CONFIG_MAP, "default", Selector.ALL, OptionalLong.of(before)))
        .hasMessageStartingWith("too old resource version: " + before);
  }
}
