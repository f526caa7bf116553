package io.setkeeper.standin.recorded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * From the recordings' world to this machine's and back. Addresses: the recordings' 10.99.0.N is
 * 127.78.1.N here, and goes into configs as a name, because an address of 127.0.0.0/8 counts as
 * localhost, which no config mixes with names. Times: the default heartbeat and election times are
 * a tenth here.
 */
final class Translation {
  private static final Map<String, int[]> TIMES =
      Map.of(
          "heartbeatIntervalMillis", new int[] {2_000, 200},
          "electionTimeoutMillis", new int[] {10_000, 1_000});

  private Translation() {}

  /** A recorded command as it is sent here. */
  static Document toHere(Document command) {
    return map(
        command,
        text -> text.replaceAll("10\\.99\\.0\\.(\\d+)", "address-$1.mongo.test"),
        (name, number) -> time(name, number, 0, 1));
  }

  /** A reply of this machine as it would have been recorded. */
  static Document toRecorded(Document reply) {
    return map(
        reply,
        text ->
            text.replaceAll("127\\.78\\.1\\.(\\d+)", "10.99.0.$1")
                .replaceAll("address-(\\d+)\\.mongo\\.test", "10.99.0.$1"),
        (name, number) -> time(name, number, 1, 0));
  }

  /**
   * A first config that asks for this machine's times; an empty one is left as it is.
   *
   * @param patient to leave the election timeout as it was: where somebody is asked to stand before
   *     it is over
   */
  static Document withTimes(Document config, boolean patient) {
    if (config.isEmpty() || config.containsKey("settings")) {
      return config;
    }
    Document settings = new Document();
    TIMES.forEach(
        (name, values) -> {
          if (!patient || name.startsWith("heartbeat")) {
            settings.append(name, values[1]);
          }
        });
    return new Document(config).append("settings", settings);
  }

  /** A config with the set's identity and versions of this machine. */
  static Document withIdentity(Document config, ObjectId replicaSetId, int versionsAhead) {
    Document own = new Document(config);
    own.put("version", Get.integer(config, "version") + versionsAhead);
    Optional.ofNullable(config.get("settings"))
        .map(settings -> new Document((Document) settings))
        .ifPresent(
            settings -> {
              settings.put("replicaSetId", replicaSetId);
              own.put("settings", settings);
            });
    return own;
  }

  private static Object time(String name, Number number, int from, int to) {
    int[] values = TIMES.get(name);
    if (values == null || number.longValue() != values[from]) {
      return number;
    }
    return number instanceof Long ? (Object) (long) values[to] : (Object) values[to];
  }

  private interface Numbers {
    Object map(String name, Number number);
  }

  private static Document map(Document source, UnaryOperator<String> texts, Numbers numbers) {
    Document mapped = new Document();
    source.forEach((name, value) -> mapped.append(name, map(name, value, texts, numbers)));
    return mapped;
  }

  private static Object map(
      String name, Object value, UnaryOperator<String> texts, Numbers numbers) {
    return switch (value) {
      case Document document -> map(document, texts, numbers);
      case List<?> list ->
          list.stream().map(element -> map(name, (Object) element, texts, numbers)).toList();
      case String text -> texts.apply(text);
      case Number number -> numbers.map(name, number);
      default -> value;
    };
  }
}
