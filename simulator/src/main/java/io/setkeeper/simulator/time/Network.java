package io.setkeeper.simulator.time;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Who reaches whom, and how long it takes. A place is a pod by its name, or {@link #API}. A message
 * that is cut off or lost is told to nobody: who waits for an answer has a time-out of its own.
 */
public final class Network {
  /** The place of the API server. */
  public static final String API = "api";

  private record Way(String from, String to) {}

  private final Timeline timeline;
  private final Dice dice;
  private final Set<Way> cut = new HashSet<>();
  private double loss;
  private long slowest = 5;
  private BiConsumer<String, String> lost = (from, to) -> {};

  public Network(Timeline timeline, Dice dice) {
    this.timeline = timeline;
    this.dice = dice;
  }

  /** Nothing goes from one place to the other until it is healed; the way back is another way. */
  public void cut(String from, String to) {
    cut.add(new Way(from, to));
  }

  public void heal(String from, String to) {
    cut.remove(new Way(from, to));
  }

  public void healAll() {
    cut.clear();
    loss = 0;
    slowest = 5;
  }

  /**
   * How bad the network is.
   *
   * @param lossRate the share of messages that is lost, 0 to 1
   * @param slowestMillis the most that a message takes; the least is 1 ms
   */
  public void weather(double lossRate, long slowestMillis) {
    loss = lossRate;
    slowest = slowestMillis;
  }

  /** Has it told which messages are cut off or lost: from where, to where. */
  public void onLoss(BiConsumer<String, String> told) {
    lost = told;
  }

  /** Whether a message would get through now, if it is not lost. */
  public boolean reaches(String from, String to) {
    return from.equals(to) || !cut.contains(new Way(from, to));
  }

  /** Sends something; whether the way is open is asked as it leaves and again as it arrives. */
  public void send(String from, String to, Runnable arrives) {
    if (from.equals(to)) {
      timeline.after(0, arrives);
      return;
    }
    if (!reaches(from, to) || dice.happens(loss)) {
      lost.accept(from, to);
      return;
    }
    timeline.after(
        dice.between(1, slowest),
        () -> {
          if (reaches(from, to)) {
            arrives.run();
          } else {
            lost.accept(from, to);
          }
        });
  }
}
