package io.setkeeper.standin.replset;

import static io.setkeeper.standin.replset.MongoError.INVALID_REPLICA_SET_CONFIG;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a config document, read as strictly and refused in the same words as mongod does.
 *
 * @param struct what mongod calls the document: "ReplSetConfig", "MemberConfig"
 * @param value what is there; BSON's null is null
 */
record Field(String struct, String name, @Nullable Object value) {

  String asString() throws InvalidConfigException {
    if (value instanceof String text) {
      return text;
    }
    throw wrongType("string");
  }

  /** Numbers count as booleans, as everywhere in mongod's configs. */
  boolean asBoolean() throws InvalidConfigException {
    return switch (value) {
      case Boolean bool -> bool;
      case Number number -> number.doubleValue() != 0;
      case null, default -> throw wrongTypes("bool, long, int, decimal, double");
    };
  }

  /** A whole number, however it is encoded, from least to most. */
  long asLong(long least, long most) throws InvalidConfigException {
    if (!(value instanceof Number number)) {
      throw wrongTypes("long, int, decimal, double");
    }
    if (number.doubleValue() != Math.rint(number.doubleValue())) {
      throw invalid(
          "Expected field \"%s\" to have a value exactly representable as a 64-bit integer, but found %s: %s"
              .formatted(name, name, value));
    }
    long whole = number.longValue();
    checkBounds(whole < least, ">= " + least, whole);
    checkBounds(whole > most, "<= " + most, whole);
    return whole;
  }

  int asInt(int least, int most) throws InvalidConfigException {
    return Math.toIntExact(asLong(least, most));
  }

  /** A whole number over 0, as mongod words that bound. */
  int asPositiveInt() throws InvalidConfigException {
    long whole = asLong(Long.MIN_VALUE, Long.MAX_VALUE);
    checkBounds(whole <= 0, "> 0", whole);
    checkBounds(whole > Integer.MAX_VALUE, "< 2147483648", whole);
    return Math.toIntExact(whole);
  }

  double asDouble(double least, double most) throws InvalidConfigException {
    if (!(value instanceof Number number)) {
      throw wrongTypes("long, int, decimal, double");
    }
    double real = number.doubleValue();
    checkBounds(!(real >= least), ">= " + trimmed(least), trimmed(real));
    checkBounds(real > most, "<= " + trimmed(most), trimmed(real));
    return real;
  }

  Document asDocument() throws InvalidConfigException {
    if (value instanceof Document document) {
      return document;
    }
    throw wrongType("object");
  }

  List<?> asList() throws InvalidConfigException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrongType("array");
  }

  ObjectId asObjectId() throws InvalidConfigException {
    if (value instanceof ObjectId id) {
      return id;
    }
    throw wrongType("objectId");
  }

  InvalidConfigException unknown() {
    return invalid("BSON field '" + struct + "." + name + "' is an unknown field.");
  }

  static InvalidConfigException missing(String struct, String name) {
    return invalid("BSON field '" + struct + "." + name + "' is missing but a required field");
  }

  static InvalidConfigException invalid(String message) {
    return new InvalidConfigException(INVALID_REPLICA_SET_CONFIG, message);
  }

  private void checkBounds(boolean broken, String bound, Object actual)
      throws InvalidConfigException {
    if (broken) {
      throw invalid(
          "BSON field '" + name + "' value must be " + bound + ", actual value '" + actual + "'");
    }
  }

  private static String trimmed(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private InvalidConfigException wrongType(String expected) {
    return invalid(
        "BSON field '%s.%s' is the wrong type '%s', expected type '%s'"
            .formatted(struct, name, typeName(), expected));
  }

  private InvalidConfigException wrongTypes(String expected) {
    return invalid(
        "BSON field '%s.%s' is the wrong type '%s', expected types '[%s]'"
            .formatted(struct, name, typeName(), expected));
  }

  private String typeName() {
    return switch (value) {
      case null -> "null";
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Integer _ -> "int";
      case Long _ -> "long";
      case Number _ -> "double";
      case List<?> _ -> "array";
      case Document _ -> "object";
      case ObjectId _ -> "objectId";
      default -> value.getClass().getSimpleName();
    };
  }
}
