package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.controller.Note;
import io.setkeeper.sandbox.controller.Recorder;
import io.setkeeper.sandbox.store.ObjectStore;
import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** What all runners of the node share. */
record NodeContext(
    NodeSettings settings,
    ObjectStore store,
    Recorder recorder,
    Clock clock,
    ProcessTable processes,
    NameLookup lookup,
    Names names) {

  void say(ObjectNode pod, Note.Type type, String reason, String message) {
    recorder.write(Note.happened(pod, "kubelet", type, reason, message));
  }

  /** The address of the node, which is the API server's too. */
  String address() {
    return settings.apiServer().getHost();
  }
}
