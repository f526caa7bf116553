package io.setkeeper.simulator.report;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.setkeeper.simulator.trace.Trace;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final Trace TRACE = Trace.recording();

  static {
    TRACE.add(100, "pod/mongo-0", Trace.Kind.POD, "mongo-0 created");
    TRACE.add(300, "pod/mongo-0", Trace.Kind.POD, "mongo-0 its mongod starts");
    TRACE.add(2_000, "mongod/mongo-0", Trace.Kind.CONFIG, "initiated: (term 0, version 1)");
    TRACE.add(2_000, "mongod/mongo-0", Trace.Kind.STATE, "SECONDARY");
    TRACE.add(3_000, "mongod/mongo-0", Trace.Kind.ELECTION, "stands in term 1");
    TRACE.add(3_001, "mongod/mongo-0", Trace.Kind.ELECTION, "is elected in term 1");
    TRACE.add(3_001, "mongod/mongo-0", Trace.Kind.STATE, "PRIMARY");
    TRACE.add(4_000, "api", Trace.Kind.ORDER, "scaled to 5");
    TRACE.add(5_000, "world", Trace.Kind.FAULT, "partition: [mongo-0] | [mongo-1, api]");
    TRACE.add(5_500, "network", Trace.Kind.LOST, "mongo-0 to mongo-1");
    TRACE.add(
        6_000,
        "keeper/mongo-0",
        Trace.Kind.DECISION,
        "Act: Adding <mongo-3>\n  because it is wanted [newcomers-without-vote]");
    TRACE.add(61_000, "world", Trace.Kind.FAULT, "partition ends: [mongo-0] | [mongo-1, api]");
    TRACE.add(62_000, "world", Trace.Kind.VIOLATION, "two configs without a common member");
    TRACE.add(63_000, "pod/mongo-0", Trace.Kind.POD, "mongo-0 its mongod is killed");
  }

  private static String page() {
    return Page.draw(
        new Heading("Seed 37", false, List.of("An invariant was violated."), 65_000),
        TRACE.events());
  }

  private static Set<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(page())
        .results()
        .map(result -> result.group(1))
        .collect(toUnmodifiableSet());
  }

  @Test
  void thePageNeedsNothingElse() {
    assertThat(page())
        .startsWith("<!doctype html>")
        .doesNotContain("http", "src=", "url(", "@import", "<script", "<link");
  }

  @Test
  void everyMarkLeadsToALineOfThePage() {
    assertThat(found(" id=\"([^\"]+)\"")).containsAll(found("href=\"#([^\"]+)\""));
  }

  @Test
  void whatIsTooLongForAMarkIsReadInItsTitleAndInTheList() {
    assertThat(page())
        .contains("<title>0:06.000 keeper of mongo-0\nAct: Adding &lt;mongo-3&gt;\n")
        .contains("Adding &lt;mongo-3&gt;<small>because it is wanted [newcomers-without-vote]");
  }

  @Test
  void aViolationStandsAboveAllAndInTheDrawing() {
    assertThat(page())
        .contains("class=\"banner\"><a href=\"#e11\">✖ 1:02.000: two configs without a common")
        .contains("class=\"facts bad\"")
        .contains("<rect class=\"violation\"");
  }

  @Test
  void aRunIsDrawnMinuteByMinute() {
    assertThat(found("<h2 id=\"m(\\d)\"")).containsExactlyInAnyOrder("0", "1");
  }

  @Test
  void anEmptyRunIsAPageToo() {
    assertThat(Page.draw(new Heading("Seed 1", true, List.of("Nothing."), 0), List.of()))
        .contains("</html>");
  }
}
