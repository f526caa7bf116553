package io.setkeeper.simulator.mongod;

import java.util.function.Consumer;

/** A command that is answered once: by the process, or by its end. */
final class Call {
  private final Self self;
  private final Consumer<Reply> then;
  private boolean answered;

  Call(Self self, Consumer<Reply> then) {
    this.self = self;
    this.then = then;
    self.calls.add(this);
  }

  boolean answered() {
    return answered;
  }

  void answer(Reply reply) {
    if (!answered) {
      answered = true;
      self.calls.remove(this);
      then.accept(reply);
    }
  }

  void answer(int code, String words) {
    answer(new Reply(code, words));
  }
}
