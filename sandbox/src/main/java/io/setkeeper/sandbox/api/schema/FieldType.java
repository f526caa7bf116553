package io.setkeeper.sandbox.api.schema;

/**
 * The type of a field.
 *
 * @param shape how many there are
 * @param name of the type of one of them: a type of the table, or a basic one
 */
record FieldType(Shape shape, String name) {
  /** How many. */
  enum Shape {
    ONE,
    LIST,
    MAP
  }

  static FieldType parse(String text) {
    if (text.startsWith("[]")) {
      return new FieldType(Shape.LIST, text.substring(2));
    }
    return text.startsWith("{}")
        ? new FieldType(Shape.MAP, text.substring(2))
        : new FieldType(Shape.ONE, text);
  }
}
