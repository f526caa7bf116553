package io.setkeeper.sandbox.store;

import java.util.List;
import java.util.Set;

/**
 * A kind of object that is stored and served.
 *
 * @param served the versions; the first is the one stored
 * @param kind e.g. {@code StatefulSet}
 * @param plural e.g. {@code statefulsets}
 * @param singular e.g. {@code statefulset}
 * @param shortNames e.g. {@code sts}
 * @param categories e.g. {@code all}
 * @param namespaced whether objects are in namespaces
 * @param persisted whether objects outlive the process
 * @param names what names may look like
 * @param subresources what can be asked for beside the object
 * @param selectable the fields, beside name and namespace, that a field selector may name
 * @param rules defaults and validation
 * @param columns what {@code kubectl get} shows
 */
public record ResourceType(
    List<Served> served,
    String kind,
    String plural,
    String singular,
    List<String> shortNames,
    List<String> categories,
    boolean namespaced,
    boolean persisted,
    NameRule names,
    Set<Subresource> subresources,
    List<String> selectable,
    Rules rules,
    List<Column> columns) {

  /** The version stored. */
  public Served storage() {
    return served.getFirst();
  }

  /** The group of the version stored; empty for the core. */
  public String group() {
    return storage().group();
  }

  /** {@code pods}, {@code statefulsets.apps}: unique, as in Kubernetes' messages. */
  public String qualifiedPlural() {
    return group().isEmpty() ? plural : plural + "." + group();
  }

  /** {@code Pod}, {@code StatefulSet.apps}: as in Kubernetes' messages. */
  public String qualifiedKind() {
    return group().isEmpty() ? kind : kind + "." + group();
  }

  /** Whether status is written by a request of its own. */
  public boolean hasStatus() {
    return subresources.contains(Subresource.STATUS);
  }

  @Override
  public String toString() {
    return qualifiedPlural();
  }
}
