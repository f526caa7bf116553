package io.setkeeper.cli.connect;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The doors as JSON; its fields are a contract with scripts. What is not known is null. */
final class ConnectJson {
  private ConnectJson() {}

  /** One object, of a view that has doors. */
  static ObjectNode of(View view) {
    Membership membership = view.membership().orElseThrow();
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("set", membership.set());
    json.put("uri", view.uri().orElse(""));
    membership
        .primary()
        .map(membership::name)
        .ifPresentOrElse(pod -> json.put("primary", pod), () -> json.putNull("primary"));
    var members = json.putArray("members");
    membership
        .pods()
        .forEach(
            (member, pod) -> {
              ObjectNode each = members.addObject().put("host", member.toString());
              pod.ifPresentOrElse(name -> each.put("pod", name), () -> each.putNull("pod"));
              Integer port = view.doors().get(member);
              if (port == null) {
                each.putNull("port");
              } else {
                each.put("port", port);
              }
              each.put("away", pod.map(view.away()::containsKey).orElse(false));
            });
    return json;
  }
}
