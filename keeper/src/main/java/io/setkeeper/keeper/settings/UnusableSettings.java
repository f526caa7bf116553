package io.setkeeper.keeper.settings;

import java.util.List;

/** The environment can't be used; the message names every fault, one a line, with its remedy. */
public final class UnusableSettings extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSettings(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
  }
}
