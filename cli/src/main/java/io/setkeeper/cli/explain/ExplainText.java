package io.setkeeper.cli.explain;

import io.setkeeper.core.decision.EndState;
import io.setkeeper.core.decision.Quorum;
import io.setkeeper.core.model.Counted;
import io.setkeeper.core.model.Member;
import io.setkeeper.core.model.ReplicaSetConfig;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** An account as text. Pure. */
public final class ExplainText {
  private static final String INDENT = "  ";

  private ExplainText() {}

  /** The lines, without an end of line. */
  public static List<String> lines(Account account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Replica set %s of %s, at %s"
            .formatted(
                account.setName(), account.place(), account.at().truncatedTo(ChronoUnit.SECONDS)));
    lines.addAll(SnapshotText.lines(account));
    lines.add("");
    lines.addAll(wanted(account));
    lines.addAll(warnings(account));
    lines.add("");
    lines.addAll(next(account));
    return List.copyOf(lines);
  }

  private static List<String> wanted(Account account) {
    return account
        .explanation()
        .endState()
        .map(end -> wanted(account, end))
        .orElseGet(() -> List.of("Wanted: not known while the mongod asked is in no set."));
  }

  private static List<String> wanted(Account account, EndState end) {
    long votes = end.members().stream().filter(wanted -> wanted.member().votes() > 0).count();
    String sum =
        "Wanted: %s, %s"
            .formatted(Counted.of(end.members().size(), "member"), Counted.of(votes, "vote"));
    if (account.explanation().toTheEnd().isEmpty()) {
      return List.of(sum + ": as the config is.");
    }
    List<String> lines = new ArrayList<>(List.of(sum + ". To the end, step by step:"));
    account.explanation().toTheEnd().forEach(change -> lines.add(INDENT + change));
    end.members().stream()
        .filter(wanted -> wanted.why().startsWith("kept"))
        .forEach(wanted -> lines.add(INDENT + wanted.member().host() + " is " + wanted.why()));
    return lines;
  }

  private static List<String> warnings(Account account) {
    List<Member> fleeting =
        account.config().map(ReplicaSetConfig::members).orElse(List.of()).stream()
            .filter(account::isNamedByAddress)
            .toList();
    return fleeting.isEmpty()
        ? List.of()
        : List.of(
            "",
            "WARNING: %s named by the IPs of pods, and a pod that is replaced has another IP:"
                    .formatted(Counted.of(fleeting.size(), "member"))
                + " before a majority loses its addresses, each must bear its pod's name.",
            INDENT
                + "Where keepers run, they see to it. Before containers are swapped for keepers, do it by"
                + " hand, one member at a time, with rs.reconfig.");
  }

  private static List<String> next(Account account) {
    List<String> lines = new ArrayList<>();
    if (account.paused()) {
      lines.add("Paused by annotation: no keeper does anything. Without it:");
    }
    lines.add(
        "Next, by %s: %s"
            .formatted(
                account.snapshot().self().isEmpty()
                    ? "nobody (there is no pod)"
                    : "the keeper of " + account.snapshot().self(),
                account.reason().what()));
    lines.add(
        INDENT + "because %s [%s]".formatted(account.reason().why(), account.reason().rule()));
    lines.add(
        account.explanation().diff().isEmpty()
            ? "Config: as it is."
            : "Config, changed by this step:");
    account.explanation().diff().forEach(change -> lines.add(INDENT + change));
    account.before().ifPresent(before -> lines.add("Quorum: " + quorum(account, before)));
    lines.add("Nothing was touched.");
    return lines;
  }

  private static String quorum(Account account, Quorum before) {
    return account
        .after()
        .map(after -> "before: %s; after: %s".formatted(before, after))
        .orElse(before + "; unchanged by this step");
  }
}
