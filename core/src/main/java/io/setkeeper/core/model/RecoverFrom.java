package io.setkeeper.core.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person's order to go on with one survivor after the majority was lost for good: {@code
 * mongo-2@3/17 without mongo-0,mongo-1}. It names all that the person must have looked at, so that
 * it fits one moment and can't be carried out twice: a forced reconfig gives the config another
 * version.
 *
 * @param survivor the pod whose mongod is to be forced
 * @param version of the survivor's config: a forced config that was not followed by an election has
 *     term -1
 * @param givenUp the members given up, by pod name or {@code host:port}: at least one
 */
public record RecoverFrom(String survivor, ConfigVersion version, List<String> givenUp) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([a-z0-9][-a-z0-9.]*)@(-?[0-9]{1,18})/([0-9]{1,18})\\s+without\\s+(\\S.*?)\\s*");

  public RecoverFrom {
    givenUp = List.copyOf(givenUp);
  }

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException when the text is none, with the form that is wanted
   */
  public static RecoverFrom parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is no order: write SURVIVOR@TERM/VERSION without POD[,POD...]".formatted(text));
    }
    ConfigVersion version =
        new ConfigVersion(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    List<String> givenUp =
        Stream.of(matcher.group(4).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (givenUp.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' gives up nobody");
    }
    return new RecoverFrom(matcher.group(1), version, givenUp);
  }

  /** The order as {@link #parse} reads it. */
  @Override
  public String toString() {
    return "%s@%d/%d without %s"
        .formatted(survivor, version.term(), version.version(), String.join(",", givenUp));
  }
}
