package io.setkeeper.standin.replset;

/** Says inside this package that a config document breaks a rule; callers get a {@link Refusal}. */
@SuppressWarnings("serial")
final class InvalidConfigException extends Exception {
  private final MongoError error;

  InvalidConfigException(MongoError error, String message) {
    super(message);
    this.error = error;
  }

  Refusal refusal() {
    return new Refusal(error, String.valueOf(getMessage()));
  }
}
