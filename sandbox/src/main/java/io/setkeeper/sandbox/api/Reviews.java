package io.setkeeper.sandbox.api;

import io.setkeeper.sandbox.store.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Access reviews. Whoever is let in may do everything. */
final class Reviews {
  private Reviews() {}

  static boolean isOne(List<String> path) {
    return path.size() == 4
        && path.get(1).equals(Discovery.AUTHORIZATION.group())
        && Discovery.REVIEWS.stream().anyMatch(review -> review.plural().equals(path.get(3)));
  }

  static ObjectNode answer(ObjectNode review) {
    Json.with(review, "metadata");
    Json.with(review, "status")
        .put("allowed", true)
        .put("reason", "in the sandbox every token may do everything");
    return review;
  }
}
