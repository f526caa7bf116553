package io.setkeeper.cli.modernize.text;

import io.setkeeper.cli.base.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** A file with YAML or JSON in it, read. Immutable: an edit makes another. */
public final class ParsedFile {
  private final String name;
  private final String text;
  private final Shape shape;
  private final List<Document> documents;

  private ParsedFile(String name, String text, Shape shape) {
    this.name = name;
    this.text = text;
    this.shape = shape;
    this.documents = Reader.documents(name, text);
  }

  /**
   * Reads a file's text.
   *
   * @throws Refusal where it is neither YAML nor JSON, with the line
   */
  public static ParsedFile of(String name, String raw) {
    Shape shape = Shape.of(name, raw);
    return new ParsedFile(name, shape.read(raw), shape);
  }

  /** The file's name, for people. */
  public String name() {
    return name;
  }

  /**
   * The text as it is to be written, in the file's own way: its line breaks, its byte order mark.
   */
  public String written() {
    return shape.write(text);
  }

  /** What each document says; null's node for an empty one. */
  public List<JsonNode> trees() {
    return documents.stream().map(Document::tree).toList();
  }

  /** The number of the line that something is in, from 1. */
  public int line(int document, JsonPointer at) {
    Places places = new Places(text);
    return places.line(places.start(Nodes.at(documents.get(document).root(), at)));
  }

  /**
   * Does an edit.
   *
   * @param object where the document has the object that is edited
   * @throws Refusal where it can't be done without harm to what else is there
   */
  public ParsedFile apply(int document, JsonPointer object, Edit edit) {
    try {
      return switch (edit) {
        case Edit.AddObjects(var objects) when object.matches() -> add(document, objects);
        case Edit.AddObjects(var objects) -> {
          ParsedFile file = this;
          for (String yaml : objects) {
            file = file.within(document, new Edit.Append(object.head(), yaml));
          }
          yield file;
        }
        case Edit.Drop drop when object.matches() -> drop(document);
        case Edit.Drop drop -> within(document, new Edit.Remove(object));
        default -> within(document, Absolute.of(object, edit));
      };
    } catch (CannotEdit e) {
      throw refusal(new Places(text).line(e.offset()), e.why());
    }
  }

  private ParsedFile within(int document, Edit edit) {
    TextEdits edits = TextEdits.of(text, documents.get(document));
    List<Splice> splices = edits.splices(edit);
    List<JsonNode> expected = new ArrayList<>(trees());
    JsonNode changed = expected.get(document).deepCopy();
    TreeEdits.apply(changed, edit);
    expected.set(document, changed);
    return checked(Splice.apply(text, splices), expected, splices.getFirst().from());
  }

  private ParsedFile add(int document, List<String> objects) {
    Document next = documents.get(document);
    List<JsonNode> added = objects.stream().map(Reader::tree).toList();
    Layout layout = new Layout(text);
    if (layout.isJson()) {
      return checked(layout.asList(added), List.of(Layout.list(added, next.tree())), 0);
    }
    List<JsonNode> expected = new ArrayList<>(trees());
    expected.addAll(document, added);
    return checked(layout.before(next, objects), expected, next.start());
  }

  private ParsedFile drop(int document) {
    int end = document + 1 < documents.size() ? documents.get(document + 1).start() : text.length();
    String rest = text.substring(0, documents.get(document).start()) + text.substring(end);
    ParsedFile file = new ParsedFile(name, rest, shape);
    List<JsonNode> expected = new ArrayList<>(trees());
    expected.remove(document);
    if (!file.trees().equals(expected)) {
      throw new CannotEdit(documents.get(document).start(), "taking it out would harm the rest");
    }
    return file;
  }

  /** The text that came of an edit says what it should, and has every comment still. */
  private ParsedFile checked(String edited, List<JsonNode> expected, int place) {
    ParsedFile file;
    try {
      file = new ParsedFile(name, edited, shape);
    } catch (Refusal e) {
      throw new CannotEdit(place, "the way it is written there is not understood well enough");
    }
    if (!file.trees().equals(expected)) {
      throw new CannotEdit(place, "other parts would change with it (anchors, for one)");
    }
    List<String> comments = new ArrayList<>(comments());
    file.comments().forEach(comments::remove);
    if (!comments.isEmpty()) {
      throw new CannotEdit(place, "a comment would be lost: " + comments.getFirst());
    }
    return file;
  }

  private List<String> comments() {
    List<Node> roots = documents.stream().map(Document::root).toList();
    return Comments.texts(new Places(text), roots);
  }

  private Refusal refusal(int line, String why) {
    return new Refusal(
        "%s can't be changed at line %d: %s".formatted(name, line, why),
        "Write that part plainly: a line for each entry, no anchors; then modernize it again");
  }

  /** The documents that have an object. */
  public List<Integer> objects() {
    return IntStream.range(0, documents.size())
        .filter(i -> !documents.get(i).tree().isNull())
        .boxed()
        .toList();
  }
}
