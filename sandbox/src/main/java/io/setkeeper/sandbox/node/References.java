package io.setkeeper.sandbox.node;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $(NAME)} in commands, arguments and variables; {@code $$(NAME)} is left as {@code
 * $(NAME)}.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([-._a-zA-Z0-9]+)\\)");

  private References() {}

  /** The text with the values of the variables; a reference to none stays as it is. */
  static String expand(String text, Map<String, String> variables) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().equals("$$")
                        ? "$"
                        : variables.getOrDefault(found.group(1), found.group())));
  }

  static List<String> expand(List<String> texts, Map<String, String> variables) {
    return texts.stream().map(text -> expand(text, variables)).toList();
  }
}
