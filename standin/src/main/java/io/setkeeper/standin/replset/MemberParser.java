package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one member of a config document. */
final class MemberParser {
  private static final String STRUCT = "MemberConfig";
  private static final int DEFAULT_PORT = 27017;
  private static final int MAX_PRIORITY = 1000;
  private static final int MAX_DELAY_SECS = 366 * 24 * 3600;

  private OptionalInt id = OptionalInt.empty();
  private String host = "";
  private boolean arbiterOnly;
  private boolean newlyAdded;
  private boolean buildIndexes = true;
  private boolean hidden;
  private double priority = 1;
  private Map<String, String> tags = Map.of();
  private long secondaryDelaySecs;
  private int votes = 1;
  private Optional<Document> horizons = Optional.empty();

  private MemberParser() {}

  static MemberConfig parse(Document document, ConfigParser.Source source)
      throws InvalidConfigException {
    try {
      MemberParser parser = new MemberParser();
      for (Map.Entry<String, Object> entry : document.entrySet()) {
        parser.read(new Field(STRUCT, entry.getKey(), entry.getValue()), source);
      }
      return parser.member();
    } catch (InvalidConfigException e) {
      Refusal refusal = e.refusal().during("member: " + ShellText.of(document));
      throw new InvalidConfigException(refusal.error(), refusal.errmsg());
    }
  }

  private void read(Field field, ConfigParser.Source source) throws InvalidConfigException {
    switch (field.name()) {
      case "_id" -> id = OptionalInt.of(readId(field));
      case "host" -> host = withPort(field.asString().strip());
      case "arbiterOnly" -> arbiterOnly = field.asBoolean();
      case "newlyAdded" -> newlyAdded = readNewlyAdded(field, source);
      case "buildIndexes" -> buildIndexes = field.asBoolean();
      case "hidden" -> hidden = field.asBoolean();
      case "priority" -> priority = field.asDouble(0, MAX_PRIORITY);
      case "tags" -> tags = readTags(field.asDocument());
      case "secondaryDelaySecs" -> secondaryDelaySecs = field.asLong(0, MAX_DELAY_SECS);
      case "votes" -> votes = field.asInt(0, 1);
      case "horizons" -> horizons = Optional.of(field.asDocument().cloneDeeply());
      default -> throw field.unknown();
    }
  }

  private static int readId(Field field) throws InvalidConfigException {
    long id = field.asLong(Long.MIN_VALUE, Integer.MAX_VALUE);
    if (id < 0) {
      throw Field.invalid("_id field value of " + id + " can't be a negative number");
    }
    return Math.toIntExact(id);
  }

  private static boolean readNewlyAdded(Field field, ConfigParser.Source source)
      throws InvalidConfigException {
    if (source == ConfigParser.Source.COMMAND) {
      throw Field.invalid("the 'newlyAdded' field is set by the primary itself, never by a user");
    }
    return field.asBoolean();
  }

  private static Map<String, String> readTags(Document document) throws InvalidConfigException {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : document.entrySet()) {
      tags.put(entry.getKey(), new Field("tags", entry.getKey(), entry.getValue()).asString());
    }
    return Collections.unmodifiableMap(tags);
  }

  /** Makes the port explicit, as mongod does. */
  private static String withPort(String host) throws InvalidConfigException {
    int colon = host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    if (name.isEmpty()) {
      throw Field.invalid("Empty host component parsing HostAndPort from \"" + host + "\"");
    }
    if (colon < 0) {
      return host + ":" + DEFAULT_PORT;
    }
    String port = host.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || isNoPort(Integer.parseInt(port))) {
      throw Field.invalid(
          "Port number \"" + port + "\" out of range parsing HostAndPort from \"" + host + "\"");
    }
    return host;
  }

  private static boolean isNoPort(int number) {
    return number < 1 || number > 65_535;
  }

  private MemberConfig member() throws InvalidConfigException {
    if (id.isEmpty()) {
      throw Field.missing(STRUCT, "_id");
    }
    if (host.isEmpty()) {
      throw Field.missing(STRUCT, "host");
    }
    if (arbiterOnly) {
      checkArbiter();
    }
    if (priority != 0) {
      checkElectable();
    }
    return new MemberConfig(
        id.getAsInt(),
        host,
        arbiterOnly,
        newlyAdded,
        buildIndexes,
        hidden,
        priority,
        tags,
        secondaryDelaySecs,
        votes,
        horizons);
  }

  private void checkArbiter() throws InvalidConfigException {
    if (priority == 1) {
      priority = 0;
    }
    if (votes == 0) {
      throw Field.invalid("Arbiter must vote (cannot have 0 votes)");
    }
    if (!tags.isEmpty()) {
      throw Field.invalid("Cannot set tags on arbiters.");
    }
  }

  private void checkElectable() throws InvalidConfigException {
    if (votes == 0) {
      throw Field.invalid("priority must be 0 when non-voting (votes:0)");
    }
    if (secondaryDelaySecs > 0) {
      throw Field.invalid("priority must be 0 when secondaryDelaySecs is used");
    }
    if (hidden) {
      throw Field.invalid("priority must be 0 when hidden=true");
    }
    if (!buildIndexes) {
      throw Field.invalid("priority must be 0 when buildIndexes=false");
    }
  }
}
