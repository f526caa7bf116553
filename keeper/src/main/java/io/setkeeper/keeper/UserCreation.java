package io.setkeeper.keeper;

import io.setkeeper.core.model.Mongod;
import io.setkeeper.core.model.StatefulSetView;
import io.setkeeper.core.port.Outcome;
import io.setkeeper.core.port.Step;
import io.setkeeper.keeper.loop.Loop;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a new set that demands a login its first user, as soon as the own mongod is its primary:
 * until then nobody can log in, and afterwards nobody is let in without.
 */
final class UserCreation implements Loop.Listener {
  private static final Logger log = LoggerFactory.getLogger(UserCreation.class);

  private final BooleanSupplier lacksUser;
  private final Supplier<Outcome> create;
  private String told = "";

  /**
   * @param lacksUser whether the own mongod demands a login and has no user at all
   * @param create creates the user of the settings there
   */
  UserCreation(BooleanSupplier lacksUser, Supplier<Outcome> create) {
    this.lacksUser = lacksUser;
    this.create = create;
  }

  @Override
  public void taken(Step step, Instant begun) {
    if (mayBePrimary(step.snapshot().ownMongod()) && lacksUser.getAsBoolean() && mayAct(step)) {
      tell(create.get());
    }
  }

  /**
   * Without a user its config can't be read but by the key file: it is not known to be in a set.
   * That it is no primary yet, the creation says itself.
   */
  private static boolean mayBePrimary(Mongod own) {
    return own instanceof Mongod.Unknown || (own instanceof Mongod.InSet in && in.writable());
  }

  private static boolean mayAct(Step step) {
    return step.snapshot().statefulSet() instanceof StatefulSetView.Known set && !set.paused();
  }

  private void tell(Outcome outcome) {
    String text =
        switch (outcome) {
          case Outcome.Done done -> "The set has its first user";
          case Outcome.Stale(String why) -> "The set's first user is not created yet: " + why;
          case Outcome.Refused(String why) -> "The set's first user is not created: " + why;
          case Outcome.Unknown(String why) ->
              "The set's first user may be created or not, no answer came: " + why;
        };
    if (!text.equals(told)) {
      told = text;
      log.info("{}", text);
    }
  }
}
