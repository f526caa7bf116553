package io.setkeeper.cli.simulate;

import io.setkeeper.cli.base.ExitCode;
import io.setkeeper.simulator.run.Campaign;
import io.setkeeper.simulator.run.Result;
import java.io.PrintWriter;

/** Runs what was ordered and tells what became of it. */
public final class Simulate {
  private Simulate() {}

  /**
   * Runs a campaign; where a seed is to be told or drawn, it is the one that failed, else the
   * first.
   *
   * @return the exit code
   */
  public static int run(Order order, PrintWriter out) throws InterruptedException {
    Campaign campaign = new Campaign(order.first(), order.seeds());
    Progress progress = Progress.of(out, order.seeds());
    Campaign.Report report = campaign.run(order.json() ? _ -> {} : progress::ran);
    progress.end();
    long told = report.failure().map(Result::seed).orElse(order.first());
    if (order.trace() || order.report().isPresent()) {
      Seed seed = Seed.run(told);
      if (order.trace()) {
        seed.print(out);
      }
      order.report().ifPresent(seed::draw);
    }
    if (order.json()) {
      out.println(CampaignJson.of(campaign, report).toPrettyString());
    } else {
      CampaignText.lines(report).forEach(out::println);
      order.report().ifPresent(file -> out.println("Seed %d is drawn in %s".formatted(told, file)));
    }
    return report.passed() ? ExitCode.OK : ExitCode.VIOLATED;
  }
}
