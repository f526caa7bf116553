package io.setkeeper.cli.modernize.text;

import tools.jackson.core.JsonPointer;

/** Makes an object's edit one of its document. */
final class Absolute {
  private Absolute() {}

  static Edit of(JsonPointer object, Edit edit) {
    return switch (edit) {
      case Edit.Put(var at, var entries, var before) ->
          new Edit.Put(object.append(at), entries, before);
      case Edit.Append(var at, var item) -> new Edit.Append(object.append(at), item);
      case Edit.Remove(var at) -> new Edit.Remove(object.append(at));
      case Edit.Replace(var at, var value) -> new Edit.Replace(object.append(at), value);
      case Edit.Rewrite(var at, var what, var by) -> new Edit.Rewrite(object.append(at), what, by);
      case Edit.Move(var item, var mapping, var list) ->
          new Edit.Move(object.append(item), object.append(mapping), list);
      case Edit.AddObjects objects -> objects;
      case Edit.Drop drop -> drop;
    };
  }
}
