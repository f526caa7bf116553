package io.setkeeper.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.setkeeper.core.model.ConfigVersion;
import io.setkeeper.core.model.SetRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The set's record as a ConfigMap: it has no owner, so it outlives the StatefulSet. */
final class Records {
  private static final String STATE = "state";
  private static final String INITIATING = "initiating";
  private static final String INITIATED = "initiated";
  private static final String POD = "pod";
  private static final String POD_UID = "podUid";
  private static final String CLAIM_UIDS = "claimUids";
  private static final String REPLICA_SET_ID = "replicaSetId";
  private static final String HIGHEST_ID = "highestId";

  /** The first of the {@code _id}s that are set apart, and for which config: its term/version. */
  private static final String SET_APART_FROM = "setApartFrom";

  private static final String SET_APART_FOR = "setApartFor";

  private static final Pattern CONFIG = Pattern.compile("(-?[0-9]{1,18})/([0-9]{1,18})");

  /** One a line. */
  private static final String ORDERS = "orders";

  private Records() {}

  static SetRecord read(GenericKubernetesResource configMap) {
    String version = configMap.getMetadata().getResourceVersion();
    String state = data(configMap, STATE);
    return switch (state) {
      case INITIATING -> initiating(configMap, version);
      case INITIATED -> initiated(configMap, version);
      default ->
          broken(
              configMap,
              "%s is '%s', neither %s nor %s".formatted(STATE, state, INITIATING, INITIATED));
    };
  }

  private static SetRecord initiating(GenericKubernetesResource configMap, String version) {
    String pod = data(configMap, POD);
    String uid = data(configMap, POD_UID);
    return pod.isEmpty() || uid.isEmpty()
        ? broken(configMap, POD + " or " + POD_UID + " is missing")
        : new SetRecord.Initiating(version, pod, uid, claimUids(configMap));
  }

  private static SetRecord initiated(GenericKubernetesResource configMap, String version) {
    String highest = data(configMap, HIGHEST_ID);
    String id = data(configMap, REPLICA_SET_ID);
    if (id.isEmpty()) {
      return broken(configMap, REPLICA_SET_ID + " is missing");
    }
    return isId(highest)
        ? new SetRecord.Initiated(
            version, id, Integer.parseInt(highest), setApart(configMap), orders(configMap))
        : broken(configMap, "%s is '%s', no number".formatted(HIGHEST_ID, highest));
  }

  /** None where it can't be read: what was set apart counts as used then. */
  private static Optional<SetRecord.SetApart> setApart(GenericKubernetesResource configMap) {
    String from = data(configMap, SET_APART_FROM);
    Matcher config = CONFIG.matcher(data(configMap, SET_APART_FOR));
    return isId(from) && config.matches()
        ? Optional.of(
            new SetRecord.SetApart(
                Integer.parseInt(from),
                new ConfigVersion(
                    Long.parseLong(config.group(1)), Long.parseLong(config.group(2)))))
        : Optional.empty();
  }

  private static boolean isId(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private static List<String> claimUids(GenericKubernetesResource configMap) {
    return Stream.of(data(configMap, CLAIM_UIDS).split(",", -1))
        .filter(uid -> !uid.isEmpty())
        .toList();
  }

  private static List<String> orders(GenericKubernetesResource configMap) {
    return data(configMap, ORDERS).lines().filter(line -> !line.isBlank()).toList();
  }

  private static SetRecord broken(GenericKubernetesResource configMap, String what) {
    return new SetRecord.Unknown(
        "ConfigMap %s, the set's record, is broken: %s; repair it, or delete it if the set was never"
                .formatted(configMap.getMetadata().getName(), what)
            + " initiated");
  }

  /**
   * The ConfigMap of a record.
   *
   * @param replaced the resourceVersion that it replaces; empty to create it
   */
  static GenericKubernetesResource write(
      SetScope scope, SetRecord record, Optional<String> replaced) {
    GenericKubernetesResource configMap = new GenericKubernetesResource();
    configMap.setApiVersion(Kind.CONFIG_MAP.apiVersion());
    configMap.setKind(Kind.CONFIG_MAP.kind());
    ObjectMetaBuilder metadata =
        new ObjectMetaBuilder()
            .withName(scope.recordName())
            .withNamespace(scope.namespace())
            .addToLabels("app.kubernetes.io/managed-by", "setkeeper");
    replaced.ifPresent(metadata::withResourceVersion);
    configMap.setMetadata(metadata.build());
    configMap.setAdditionalProperty("data", new TreeMap<>(data(record)));
    return configMap;
  }

  private static Map<String, String> data(SetRecord record) {
    return switch (record) {
      case SetRecord.Initiating(String version, String pod, String uid, List<String> claims) ->
          Map.of(STATE, INITIATING, POD, pod, POD_UID, uid, CLAIM_UIDS, String.join(",", claims));
      case SetRecord.Initiated initiated -> initiated(initiated);
      case SetRecord.Unknown unknown -> throw notARecord(unknown);
      case SetRecord.None none -> throw notARecord(none);
    };
  }

  private static Map<String, String> initiated(SetRecord.Initiated record) {
    Map<String, String> data = new TreeMap<>();
    data.put(STATE, INITIATED);
    data.put(REPLICA_SET_ID, record.replicaSetId());
    data.put(HIGHEST_ID, Integer.toString(record.highestId()));
    data.put(ORDERS, String.join("\n", record.orders()));
    record
        .setApart()
        .ifPresent(
            ids -> {
              data.put(SET_APART_FROM, Integer.toString(ids.firstId()));
              data.put(SET_APART_FOR, "%d/%d".formatted(ids.base().term(), ids.base().version()));
            });
    return data;
  }

  private static IllegalArgumentException notARecord(SetRecord record) {
    return new IllegalArgumentException("not to be written: " + record);
  }

  private static String data(GenericKubernetesResource configMap, String key) {
    return Fields.text(configMap, "data", key).orElse("");
  }
}
