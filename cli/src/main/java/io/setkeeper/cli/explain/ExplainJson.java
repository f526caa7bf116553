package io.setkeeper.cli.explain;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An account as JSON; its fields are a contract with scripts. */
public final class ExplainJson {
  private ExplainJson() {}

  /** One object. */
  public static ObjectNode of(Account account) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("set", account.setName());
    return json;
  }
}
