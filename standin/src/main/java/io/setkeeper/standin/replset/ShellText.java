package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.List;
import java.util.stream.Collectors;

/** Documents as mongod prints them in its messages: <code>{ _id: 0, host: "a:27017" }</code>. */
final class ShellText {
  private ShellText() {}

  static String of(Object value) {
    return switch (value) {
      case Document document when document.isEmpty() -> "{}";
      case Document document ->
          document.entrySet().stream()
              .map(entry -> entry.getKey() + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      case List<?> list when list.isEmpty() -> "[]";
      case List<?> list ->
          list.stream().map(ShellText::of).collect(Collectors.joining(", ", "[ ", " ]"));
      case String text -> '"' + text + '"';
      case ObjectId id -> "ObjectId('" + id.getHexData() + "')";
      default -> value.toString();
    };
  }
}
