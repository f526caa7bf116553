package io.setkeeper.e2e;

/** What a story measured, a line each, for whoever reads CI's output. Nothing is asserted of it. */
final class Figures {
  private Figures() {}

  static void print(String story, Writer.Result result) {
    System.out.println(
        "Figures: %s: %d writes acknowledged, %d failed, %d lost, longest stall %d ms"
            .formatted(
                story,
                result.acknowledged(),
                result.failed().size(),
                result.missing().size(),
                result.longestStallMillis()));
  }
}
