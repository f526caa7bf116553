package io.setkeeper.cli.modernize.text;

import io.setkeeper.cli.base.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import tools.jackson.databind.JsonNode;

/** Reads YAML, and JSON, which is a part of it. */
final class Reader {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  /** Far deeper than any manifest. */
  private static final int DEEPEST = 100;

  private Reader() {}

  /**
   * The documents of a file's text.
   *
   * @throws Refusal where it can't be read, with the line
   */
  static List<Document> documents(String name, String text) {
    Places places = new Places(text);
    try {
      List<DocumentStartEvent> starts = new ArrayList<>();
      int depth = 0;
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        switch (event) {
          case DocumentStartEvent start -> starts.add(start);
          case CollectionStartEvent start -> checkDepth(++depth, start, places);
          case CollectionEndEvent end -> depth--;
          default -> {}
        }
      }
      List<Node> roots =
          StreamSupport.stream(
                  new Compose(SETTINGS).composeAllFromString(text).spliterator(), false)
              .toList();
      List<Document> documents = new ArrayList<>();
      for (int i = 0; i < roots.size(); i++) {
        documents.add(document(starts.get(i), roots.get(i), places));
      }
      return List.copyOf(documents);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw unreadable(name, line, String.valueOf(e.getProblem()));
    } catch (CannotEdit e) {
      throw unreadable(name, places.line(e.offset()), e.why());
    } catch (YamlEngineException e) {
      throw unreadable(name, 1, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** Whoever goes through the nodes needs a stack for it. */
  private static void checkDepth(int depth, CollectionStartEvent start, Places places) {
    if (depth > DEEPEST) {
      throw new CannotEdit(
          places.offset(start.getStartMark().orElseThrow()), "it is nested too deeply");
    }
  }

  private static Document document(DocumentStartEvent start, Node root, Places places) {
    int at = start.isExplicit() ? places.offset(start.getStartMark().orElseThrow()) : 0;
    return new Document(at, start.isExplicit(), root, new Tree(places).of(root));
  }

  private static Refusal unreadable(String name, int line, String why) {
    return new Refusal(
        "%s can't be read: line %d: %s".formatted(name, line, why),
        "Correct that line; of a template (Helm's, for one), modernize what it renders");
  }

  /** What a piece of YAML of our own says. */
  static JsonNode tree(String yaml) {
    Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
    return new Tree(new Places(yaml)).of(root.orElseThrow());
  }
}
