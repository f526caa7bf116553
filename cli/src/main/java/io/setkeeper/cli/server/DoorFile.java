package io.setkeeper.cli.server;

import io.setkeeper.door.MemberAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file in the state folder that says which port is whose door: {@code host:port=port} lines. It
 * lists the doors of former members too, so that a member finds its port again.
 */
public final class DoorFile {
  private DoorFile() {}

  /** The ports by member; none where there is no file. */
  public static SortedMap<MemberAddress, Integer> read(Path file) {
    SortedMap<MemberAddress, Integer> ports = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int sign = line.indexOf('=');
        String port = line.substring(sign + 1);
        if (sign > 0 && port.matches("[1-9][0-9]{0,4}")) {
          MemberAddress.parse(line.substring(0, sign))
              .ifPresent(member -> ports.put(member, Integer.parseInt(port)));
        }
      }
      return ports;
    } catch (NoSuchFileException none) {
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file as a whole. */
  static void write(Path file, Map<MemberAddress, Integer> ports) {
    List<String> lines =
        new TreeMap<>(ports).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(fresh, lines);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
