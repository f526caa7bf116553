package io.setkeeper.sandbox.node;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Flags that had a meaning once, and that a mongod of today refuses to start with. */
public final class DeadFlags {
  private static final String MMAP = "MongoDB 4.2 removed it with the MMAPv1 storage engine";
  private static final String HTTP = "MongoDB 3.6 removed it with the HTTP interface";
  private static final String JOURNAL = "MongoDB 6.1 removed it: there is a journal always";
  private static final String INDEX = "MongoDB 4.4 removed it: index builds resume by themselves";

  /**
   * @param values how many values follow it
   */
  private record Dead(int values, String why) {}

  private static final Map<String, Dead> ALL =
      Map.ofEntries(
          Map.entry("--smallfiles", new Dead(0, MMAP)),
          Map.entry("--noprealloc", new Dead(0, MMAP)),
          Map.entry("--nssize", new Dead(1, MMAP)),
          Map.entry("--quota", new Dead(0, MMAP)),
          Map.entry("--quotaFiles", new Dead(1, MMAP)),
          Map.entry("--journalOptions", new Dead(1, MMAP)),
          Map.entry("--repairpath", new Dead(1, MMAP)),
          Map.entry("--httpinterface", new Dead(0, HTTP)),
          Map.entry("--nohttpinterface", new Dead(0, HTTP)),
          Map.entry("--rest", new Dead(0, HTTP)),
          Map.entry("--jsonp", new Dead(0, HTTP)),
          Map.entry("--journal", new Dead(0, JOURNAL)),
          Map.entry("--nojournal", new Dead(0, JOURNAL)),
          Map.entry("--noIndexBuildRetry", new Dead(0, INDEX)));

  private DeadFlags() {}

  /** All of them, with their dashes. */
  public static Set<String> names() {
    return ALL.keySet();
  }

  /** How many values follow a dead flag; empty for a flag that lives. */
  public static Optional<Integer> values(String flag) {
    return Optional.ofNullable(ALL.get(flag)).map(Dead::values);
  }

  /** When and with what it went. */
  public static String why(String flag) {
    return Optional.ofNullable(ALL.get(flag)).map(Dead::why).orElse("");
  }
}
