package io.setkeeper.simulator.report;

/**
 * A decision's text, taken apart.
 *
 * @param kind Act, Wait, LookAgain, Refuse or Rest
 * @param what what is done or waited for
 * @param because why, with the rule and the quorum; empty where it is not told
 */
record Said(String kind, String what, String because) {

  static Said of(Moment moment) {
    String text = moment.event().text();
    int colon = Math.max(0, text.indexOf(": "));
    String rest = colon == 0 ? text : text.substring(colon + 2);
    int line = rest.indexOf('\n');
    return new Said(
        text.substring(0, colon),
        line < 0 ? rest : rest.substring(0, line),
        line < 0 ? "" : rest.substring(line + 1).strip());
  }
}
