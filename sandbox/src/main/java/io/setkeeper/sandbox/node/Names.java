package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.kinds.Kinds;
import io.setkeeper.sandbox.store.ObjectStore;
import io.setkeeper.sandbox.store.Selector;

/** Keeps the files of names as the objects are. Safe for several threads. */
final class Names {
  private final ObjectStore store;
  private final HostsFiles files;
  private final String machine;
  private final String apiServer;
  private String written = "";

  Names(ObjectStore store, HostsFiles files, String machine, String apiServer) {
    this.store = store;
    this.files = files;
    this.machine = machine;
    this.apiServer = apiServer;
  }

  HostsFiles files() {
    return files;
  }

  /** Writes them, if something changed. */
  synchronized void refresh() {
    String content =
        HostNames.file(
            store.list(Kinds.POD, "", Selector.ALL).items(),
            store.list(Kinds.SERVICE, "", Selector.ALL).items(),
            machine,
            apiServer);
    if (!content.equals(written)) {
      files.write(content);
      written = content;
    }
  }
}
