package io.setkeeper.sandbox.kinds;

import io.setkeeper.sandbox.store.Column;
import io.setkeeper.sandbox.store.NameRule;
import io.setkeeper.sandbox.store.ResourceType;
import io.setkeeper.sandbox.store.Rules;
import io.setkeeper.sandbox.store.Served;
import io.setkeeper.sandbox.store.Subresource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes a line of the table: what is usual is left out. */
final class Entry {
  private final String kind;
  private final List<Served> served = new ArrayList<>();
  private String plural;
  private List<String> shortNames = List.of();
  private List<String> categories = List.of();
  private boolean namespaced = true;
  private boolean persisted = true;
  private NameRule names = NameRule.DNS_SUBDOMAIN;
  private final Set<Subresource> subresources = EnumSet.noneOf(Subresource.class);
  private List<String> selectable = List.of();
  private Rules rules = Rules.NONE;
  private List<Column> columns = Columns.DEFAULT;

  private Entry(String kind, Served storage) {
    this.kind = kind;
    this.plural = kind.toLowerCase(Locale.ROOT) + "s";
    served.add(storage);
  }

  static Entry of(String group, String version, String kind) {
    return new Entry(kind, Served.of(group, version));
  }

  Entry alsoAs(Served version) {
    served.add(version);
    return this;
  }

  Entry plural(String name) {
    plural = name;
    return this;
  }

  Entry shortly(String... names) {
    shortNames = List.of(names);
    return this;
  }

  Entry inAll() {
    categories = List.of("all");
    return this;
  }

  Entry clusterWide() {
    namespaced = false;
    return this;
  }

  Entry forgotten() {
    persisted = false;
    return this;
  }

  Entry named(NameRule rule) {
    names = rule;
    return this;
  }

  Entry with(Subresource... more) {
    subresources.addAll(List.of(more));
    return this;
  }

  Entry selectable(String... fields) {
    selectable = List.of(fields);
    return this;
  }

  Entry rules(Rules own) {
    rules = own;
    return this;
  }

  Entry columns(List<Column> own) {
    columns = own;
    return this;
  }

  ResourceType done() {
    return new ResourceType(
        List.copyOf(served),
        kind,
        plural,
        kind.toLowerCase(Locale.ROOT),
        shortNames,
        categories,
        namespaced,
        persisted,
        names,
        Set.copyOf(subresources),
        selectable,
        rules,
        columns);
  }
}
