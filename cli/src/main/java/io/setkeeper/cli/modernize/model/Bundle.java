package io.setkeeper.cli.modernize.model;

import io.setkeeper.cli.base.Refusal;
import io.setkeeper.cli.cluster.Trees;
import io.setkeeper.cli.modernize.text.Edit;
import io.setkeeper.cli.modernize.text.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * All of the user's files. Immutable: a step makes another.
 *
 * @param namespace where objects go that name none
 */
public record Bundle(List<ParsedFile> files, String namespace) {
  private static final JsonPointer ROOT = JsonPointer.empty();

  /** Copies what is mutable. */
  public Bundle {
    files = List.copyOf(files);
  }

  /**
   * Their objects, in their order; those of Lists one by one.
   *
   * @throws Refusal for what is no object of Kubernetes
   */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      for (int document : files.get(file).objects()) {
        add(items, file, document);
      }
    }
    return items;
  }

  private void add(List<Item> items, int file, int document) {
    JsonNode tree = files.get(file).trees().get(document);
    JsonNode list = tree.path("items");
    if (Trees.text(tree, "kind").equals("List") && list.isArray()) {
      for (int i = 0; i < list.size(); i++) {
        items.add(item(file, document, ROOT.appendProperty("items").appendIndex(i), list.get(i)));
      }
    } else {
      items.add(item(file, document, ROOT, tree));
    }
  }

  private Item item(int file, int document, JsonPointer at, JsonNode tree) {
    ParsedFile parsed = files.get(file);
    for (String field : List.of("apiVersion", "kind")) {
      if (Trees.text(tree, field).isEmpty()) {
        throw new Refusal(
            "%s, line %d: this is no Kubernetes object: it has no %s"
                .formatted(parsed.name(), parsed.line(document, at), field),
            "Name files with Kubernetes objects only");
      }
    }
    return new Item(parsed.name(), file, document, at, tree);
  }

  /** The objects of a kind. */
  public Stream<Item> items(String kind) {
    return items().stream().filter(item -> item.is(kind));
  }

  /** The object of that kind and name, in the same namespace as another. */
  public Optional<Item> find(String kind, String name, Item like) {
    return items(kind).filter(i -> i.name().equals(name) && together(i, like)).findFirst();
  }

  /** Whether two objects are in one namespace. */
  public boolean together(Item one, Item other) {
    return namespace(one).equals(namespace(other));
  }

  private String namespace(Item item) {
    return item.namespace().isEmpty() ? namespace : item.namespace();
  }

  /** The StatefulSets that are MongoDB's. */
  public List<MongoSet> sets() {
    return items("StatefulSet").flatMap(item -> MongoSet.of(item).stream()).toList();
  }

  /**
   * Does a step.
   *
   * @throws Refusal where it can't be done without harm to what else is there
   */
  public Bundle apply(Step step) {
    Item item = step.item();
    ParsedFile file = files.get(item.fileIndex());
    for (Edit edit : step.edits()) {
      file = file.apply(item.document(), item.at(), edit);
    }
    List<ParsedFile> changed = new ArrayList<>(files);
    changed.set(item.fileIndex(), file);
    return new Bundle(changed, namespace);
  }
}
