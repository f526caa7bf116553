package io.setkeeper.simulator.keeper;

import io.setkeeper.core.decision.Action;
import io.setkeeper.core.decision.Decision;
import io.setkeeper.core.model.Memory;
import io.setkeeper.core.model.Snapshot;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.core.port.World;
import io.setkeeper.simulator.kubernetes.Sidecar;
import io.setkeeper.simulator.kubernetes.WatchCache;
import io.setkeeper.simulator.trace.Trace;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a keeper's process: the production step, in phases over virtual time. It looks, thinks
 * ({@link Step#think}), looks again where the decision wants that, does the one thing, and waits
 * for an event, or for as long as the production loop does.
 */
public final class SimKeeper implements Sidecar {
  private final Surroundings around;
  private final String self;
  private final long skew;
  private final Calls calls;
  private final WatchCache cache;
  private final PrimaryWatch primary;
  private final Looking looking;
  private final Acting acting;
  private final PreStopHook hook;
  private final Pace pace = new Pace();
  private Memory memory = Memory.NONE;
  private boolean waits;
  private boolean rung;
  private int wait;
  private String told = "";

  /**
   * @param skew by how many milliseconds its clock is wrong
   */
  SimKeeper(Surroundings around, String self, long skew) {
    this.around = around;
    this.self = self;
    this.skew = skew;
    this.calls = new Calls(around, self);
    this.cache =
        new WatchCache(
            around.api(), around.timeline(), around.network(), around.dice(), self, this::ring);
    this.primary = new PrimaryWatch(around);
    this.looking = new Looking(around, self, calls, cache, primary);
    this.acting = new Acting(around, self, calls, cache, this::clock);
    this.hook = new PreStopHook(around, self);
    calls.after(0, () -> look(World.Freshness.CACHED));
  }

  public String pod() {
    return self;
  }

  /** Its informers show nothing new until then. */
  public void stickCaches(long until) {
    cache.stick(until);
  }

  boolean dead() {
    return calls.dead();
  }

  /** Whether it is connected to the mongod at that place. */
  boolean listensTo(String place) {
    return place.equals(self) || primary.isAt(place);
  }

  /** Something changed: look again. */
  void ring() {
    if (waits) {
      waits = false;
      wait++;
      calls.after(1, () -> look(World.Freshness.CACHED));
    } else {
      rung = true;
    }
  }

  @Override
  public void kill() {
    calls.die();
    cache.close();
  }

  @Override
  public void freeze() {
    calls.freeze();
  }

  @Override
  public void thaw() {
    calls.thaw();
  }

  @Override
  public boolean letsGo() {
    boolean first = !hook.isAsked();
    boolean open = hook.letsGo();
    if (first) {
      ring();
    }
    return open;
  }

  private Instant clock() {
    return around.timeline().instant().plusMillis(skew);
  }

  private void look(World.Freshness freshness) {
    long began = around.timeline().now();
    looking.look(freshness, snapshot -> think(snapshot, freshness, began));
  }

  private void think(Snapshot look, World.Freshness freshness, long began) {
    Snapshot twisted = around.twist().sees(look);
    Step.Thought thought = Step.think(twisted, memory, around.policy(), clock());
    Decision decision = around.twist().decides(thought.snapshot(), thought.decision());
    Step.Thought twistedThought = new Step.Thought(thought.snapshot(), decision);
    tell(decision);
    around.observers().forEach(o -> o.decided(thought.snapshot(), decision));
    if (twistedThought.wantsFreshLook() && freshness == World.Freshness.CACHED) {
      look(World.Freshness.FRESH);
    } else if (twistedThought.action().isPresent()) {
      // Between deciding and doing anything may happen, this process's end too.
      calls.after(1, () -> act(twistedThought, twistedThought.action().get(), began));
    } else {
      end(twistedThought.with(Optional.empty()), began);
    }
  }

  private void act(Step.Thought thought, Action action, long began) {
    around.observers().forEach(o -> o.acts(thought.snapshot(), action, began));
    acting.perform(
        action,
        outcome -> {
          around.observers().forEach(o -> o.done(thought.snapshot(), action, outcome));
          tell(outcome);
          end(thought.with(Optional.of(outcome)), began);
        });
  }

  private void end(Step step, long began) {
    memory = step.memory();
    hook.taken(step, began);
    long longest = pace.after(step, around.timeline().now());
    if (rung || longest == 0) {
      rung = false;
      calls.after(1, () -> look(World.Freshness.CACHED));
      return;
    }
    waits = true;
    int number = ++wait;
    calls.after(
        longest,
        () -> {
          if (waits && wait == number) {
            waits = false;
            look(World.Freshness.CACHED);
          }
        });
  }

  private void tell(Decision decision) {
    if (around.trace().isRecording() && !decision.reason().toString().equals(told)) {
      told = decision.reason().toString();
      String kind = decision.getClass().getSimpleName();
      around
          .trace()
          .add(
              around.timeline().now(),
              "keeper/" + self,
              Trace.Kind.DECISION,
              kind + ": " + decision.reason());
    }
  }

  private void tell(Outcome outcome) {
    if (around.trace().isRecording()) {
      around
          .trace()
          .add(around.timeline().now(), "keeper/" + self, Trace.Kind.OUTCOME, outcome.toString());
    }
  }
}
