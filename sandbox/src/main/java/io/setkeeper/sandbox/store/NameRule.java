package io.setkeeper.sandbox.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a name may look like, with Kubernetes' own words for what is wrong (from
 * apimachinery/pkg/util/validation).
 */
public enum NameRule {
  DNS_SUBDOMAIN(
      253,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '%s')"),
  DNS_LABEL(
      63,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '%s')"),
  DNS_1035_LABEL(
      63,
      "[a-z]([-a-z0-9]*[a-z0-9])?",
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '%s')"),
  PATH_SEGMENT(
      Integer.MAX_VALUE, "(?!\\.\\.?$)[^/%]+", "may not be '.', '..' or contain '/', '%%'");

  private final int longest;
  private final Pattern pattern;
  private final String advice;

  NameRule(int longest, String regex, String advice) {
    this.longest = longest;
    this.pattern = Pattern.compile(regex);
    this.advice = advice.formatted(regex);
  }

  /** What is wrong with the name, if anything. */
  public Optional<String> objection(String name) {
    if (name.length() > longest) {
      return Optional.of("must be no more than %d characters".formatted(longest));
    }
    return pattern.matcher(name).matches() ? Optional.empty() : Optional.of(advice);
  }
}
