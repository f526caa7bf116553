package io.setkeeper.cli.status;

import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A status as JSON; its fields are a contract with scripts. What is not known is null. */
public final class StatusJson {
  private StatusJson() {}

  /** One object. */
  public static ObjectNode of(SetStatus status) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("set", status.set());
    json.put("healthy", status.healthy());
    put(json, "primary", status.primary());
    ObjectNode config = json.putObject("config");
    status
        .config()
        .ifPresentOrElse(
            version -> config.put("version", version.version()).put("term", version.term()),
            () -> config.putNull("version").putNull("term"));
    var members = json.putArray("members");
    status.members().forEach(member -> put(members.addObject(), member));
    ObjectNode keeper = json.putObject("keeper");
    put(keeper, "writer", status.keeper().writer());
    keeper.put("decision", status.keeper().decision());
    keeper.put("reason", status.keeper().reason());
    var processes = json.putArray("processes");
    status.processes().forEach(process -> put(processes.addObject(), process));
    return json;
  }

  private static void put(ObjectNode json, SetStatus.MemberStatus member) {
    json.put("id", member.id());
    json.put("host", member.host());
    put(json, "pod", member.pod());
    json.put("state", member.state());
    json.put("votes", member.votes());
    json.put("priority", member.priority());
    json.put("health", member.health());
    put(json, "lagSeconds", member.lagSeconds());
  }

  private static void put(ObjectNode json, SetStatus.PodProcess process) {
    json.put("pod", process.pod());
    json.put("container", process.container());
    json.put("pid", process.pid());
    put(json, "rssMiB", process.rssMiB());
    json.put("restarts", process.restarts());
  }

  private static void put(ObjectNode json, String field, Optional<String> value) {
    value.ifPresentOrElse(text -> json.put(field, text), () -> json.putNull(field));
  }

  private static void put(ObjectNode json, String field, OptionalLong value) {
    value.ifPresentOrElse(number -> json.put(field, number), () -> json.putNull(field));
  }
}
