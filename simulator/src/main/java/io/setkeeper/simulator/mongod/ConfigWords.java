package io.setkeeper.simulator.mongod;

import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A config in words, for a trace. */
final class ConfigWords {
  private ConfigWords() {}

  /** Such as {@code (term 1, version 4), votes: mongo-0 mongo-1, none: mongo-2}. */
  static String of(ReplicaSetConfig config) {
    Map<String, String> names =
        config.members().stream()
            .collect(
                Collectors.groupingBy(
                    ConfigWords::voice,
                    () -> new TreeMap<String, String>().descendingMap(),
                    Collectors.mapping(ConfigWords::name, Collectors.joining(" "))));
    return names.entrySet().stream()
        .map(voice -> voice.getKey() + ": " + voice.getValue())
        .collect(Collectors.joining(", ", config.version() + ", ", ""));
  }

  private static String voice(Member member) {
    return member.newlyAdded() ? "newlyAdded" : member.voting() ? "votes" : "no vote";
  }

  /** The first label of its host; all of an address. */
  private static String name(Member member) {
    String host = member.host().host();
    return host.matches("[0-9.]+") ? host : host.split("\\.", 2)[0];
  }
}
