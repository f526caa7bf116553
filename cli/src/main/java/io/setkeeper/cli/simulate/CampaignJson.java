package io.setkeeper.cli.simulate;

import io.setkeeper.simulator.run.Campaign;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A campaign's result as JSON; its fields are a contract with scripts. */
final class CampaignJson {
  private CampaignJson() {}

  static ObjectNode of(Campaign campaign, Campaign.Report report) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("first", campaign.first());
    json.put("seeds", report.run());
    json.put("passed", report.passed());
    json.put("millis", report.took().toMillis());
    json.put("seedsPerSecond", report.pace());
    ObjectNode reached = json.putObject("reached");
    new TreeMap<>(report.marks()).forEach(reached::put);
    ArrayNode missing = json.putArray("missing");
    report.missing().forEach(missing::add);
    report
        .failure()
        .ifPresentOrElse(
            result ->
                json.putObject("failure")
                    .put("seed", result.seed())
                    .put("violation", result.violation().map(Object::toString).orElse(""))
                    .put("replay", Campaign.replay(result.seed())),
            () -> json.putNull("failure"));
    return json;
  }
}
