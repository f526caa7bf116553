package io.setkeeper.sandbox.node;

import io.setkeeper.sandbox.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pods' addresses: the same name has always the same one, also in a later run, until all 190 of
 * the block are given and it is needed for another; those above are services'. Safe for several
 * threads.
 */
final class Addresses {
  private static final int FIRST = 10;
  private static final int LAST = 199;

  private final String block;
  private final Path file;
  private final Map<String, Integer> given = new TreeMap<>();

  /**
   * Reads what was given.
   *
   * @param block the first three numbers, {@code 127.79.3}
   * @param file where they are kept
   */
  Addresses(String block, Path file) throws IOException {
    this.block = block;
    this.file = file;
    if (Files.exists(file)) {
      ObjectNode read = (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(file));
      read.properties().forEach(e -> given.put(e.getKey(), e.getValue().asInt()));
    }
  }

  /**
   * The address of a pod.
   *
   * @param pod namespace/name
   * @param living the pods that there are, whose addresses can't be taken away
   * @throws CannotRunException there are as many pods as the block has addresses
   */
  synchronized String of(String pod, Set<String> living) {
    Integer number = given.get(pod);
    if (number == null) {
      number = free(pod, living);
      given.put(pod, number);
      save();
    }
    return block + "." + number;
  }

  private int free(String pod, Set<String> living) {
    Set<Integer> taken = new HashSet<>(given.values());
    for (int n = FIRST; n <= LAST; n++) {
      if (!taken.contains(n)) {
        return n;
      }
    }
    String gone =
        given.keySet().stream()
            .filter(name -> !living.contains(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new CannotRunException(
                        "no address left for pod " + pod + ": a sandbox has room for 190 pods"));
    Integer number = given.remove(gone);
    return number == null ? FIRST : number;
  }

  private void save() {
    ObjectNode json = Json.object();
    given.forEach(json::put);
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, json.toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
