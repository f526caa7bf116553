package io.setkeeper.kubernetes;

import io.setkeeper.core.model.MemberSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is wished for one member: {@code {"priority": 2, "tags": {"use": "reports"}}}.
 *
 * <p>MongoDB refuses a config in which a member without a vote, a hidden, a delayed one or an
 * arbiter has a priority; so who wishes for one of these and says nothing of the priority wishes
 * for 0. It refuses an arbiter without a vote, or with tags, and delays of more than 366 days
 * (source: member_config.cpp, validate).
 */
final class MemberReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String PRIORITY = "priority";
  private static final String VOTES = "votes";
  private static final String HIDDEN = "hidden";
  private static final String DELAY = "delay";
  private static final String ARBITER = "arbiter";
  private static final String TAGS = "tags";
  private static final Set<String> KNOWN = Set.of(PRIORITY, VOTES, HIDDEN, DELAY, ARBITER, TAGS);

  private static final double HIGHEST_PRIORITY = 1000;
  private static final long LONGEST_DELAY = 366L * 24 * 3600;

  private final List<String> faults = new ArrayList<>();
  private Optional<MemberSettings> settings = Optional.empty();

  private MemberReader() {}

  static MemberReader read(String json) {
    MemberReader reader = new MemberReader();
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      reader.faults.add("it is no JSON" + place(e) + "; write for example " + example());
      return reader;
    }
    if (root.isObject()) {
      reader.read(root);
    } else {
      reader.faults.add("it is no JSON object; write for example " + example());
    }
    return reader;
  }

  /** The settings; empty when there are faults. */
  Optional<MemberSettings> settings() {
    return faults.isEmpty() ? settings : Optional.empty();
  }

  /** What is wrong, each with its place and how it should be. */
  List<String> faults() {
    return faults;
  }

  private void read(JsonNode root) {
    new TreeSet<>(root.propertyNames())
        .stream().filter(key -> !KNOWN.contains(key)).forEach(this::stranger);
    boolean arbiter = flag(root, ARBITER).orElse(false);
    Optional<Boolean> hidden = flag(root, HIDDEN);
    OptionalInt votes = votes(root);
    OptionalLong delay = delay(root);
    OptionalDouble priority = priority(root);
    Map<String, String> tags = tags(root);
    List<String> neverElected = new ArrayList<>();
    if (votes.orElse(1) == 0) {
      neverElected.add("\"votes\": 0");
    }
    if (hidden.orElse(false)) {
      neverElected.add("\"hidden\": true");
    }
    if (delay.orElse(0) > 0) {
      neverElected.add("\"delay\": " + delay.getAsLong());
    }
    if (arbiter) {
      neverElected.add("\"arbiter\": true");
      arbiterHasNo(votes.orElse(1) == 0, "\"votes\": 0", "it is there to vote");
      arbiterHasNo(delay.orElse(0) > 0, "\"delay\"", "it holds no data");
      arbiterHasNo(!tags.isEmpty(), "\"tags\"", "it holds no data");
    }
    if (!neverElected.isEmpty() && priority.orElse(0) > 0) {
      faults.add(
          "%s and a \"priority\" over 0 exclude each other; leave one of them out"
              .formatted(String.join(" with ", neverElected)));
    }
    settings =
        Optional.of(
            new MemberSettings(
                votes,
                neverElected.isEmpty() ? priority : OptionalDouble.of(0),
                hidden,
                delay,
                arbiter,
                tags));
  }

  private void arbiterHasNo(boolean given, String what, String why) {
    if (given) {
      faults.add("an arbiter can't have %s: %s; leave it out".formatted(what, why));
    }
  }

  private void stranger(String key) {
    faults.add(
        "there is no \"%s\"; there are %s".formatted(key, String.join(", ", new TreeSet<>(KNOWN))));
  }

  private Optional<Boolean> flag(JsonNode root, String key) {
    JsonNode value = root.path(key);
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    wrong(value, key, "true or false");
    return Optional.empty();
  }

  private OptionalInt votes(JsonNode root) {
    JsonNode value = root.path(VOTES);
    if (value.isIntegralNumber() && value.canConvertToInt()) {
      int votes = value.intValue();
      if (votes == 0 || votes == 1) {
        return OptionalInt.of(votes);
      }
    }
    wrong(value, VOTES, "0 or 1");
    return OptionalInt.empty();
  }

  private OptionalLong delay(JsonNode root) {
    JsonNode value = root.path(DELAY);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      long delay = value.longValue();
      if (delay >= 0 && delay <= LONGEST_DELAY) {
        return OptionalLong.of(delay);
      }
    }
    wrong(value, DELAY, "whole seconds from 0 to " + LONGEST_DELAY);
    return OptionalLong.empty();
  }

  private OptionalDouble priority(JsonNode root) {
    JsonNode value = root.path(PRIORITY);
    if (value.isNumber()) {
      double priority = value.doubleValue();
      if (priority >= 0 && priority <= HIGHEST_PRIORITY) {
        return OptionalDouble.of(priority);
      }
    }
    wrong(value, PRIORITY, "a number from 0 to 1000");
    return OptionalDouble.empty();
  }

  private Map<String, String> tags(JsonNode root) {
    JsonNode value = root.path(TAGS);
    Map<String, String> tags = new HashMap<>();
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              tag -> {
                if (tag.getValue().isString()) {
                  tags.put(tag.getKey(), tag.getValue().stringValue());
                } else {
                  wrong(tag.getValue(), TAGS + "." + tag.getKey(), "a text in quotes");
                }
              });
    } else {
      wrong(value, TAGS, "an object of texts, as {\"use\": \"reports\"}");
    }
    return tags;
  }

  private void wrong(JsonNode value, String place, String wanted) {
    if (!value.isMissingNode()) {
      faults.add("\"%s\" is %s; write %s".formatted(place, value, wanted));
    }
  }

  private static String place(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }

  private static String example() {
    return "{\"priority\": 2, \"tags\": {\"use\": \"reports\"}}";
  }
}
