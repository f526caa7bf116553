package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import org.bson.BsonDocument;

/** One mongod, as far as commands go in and replies come out. */
interface Commands {
  /**
   * Asks something that is answered at once.
   *
   * @throws MongoException when it is refused, or not answered in time
   */
  BsonDocument ask(String database, BsonDocument command);

  /**
   * Tells it to do something, which may take as long as the command's own time-out says.
   *
   * @throws MongoException when it is refused, or not answered in time
   */
  BsonDocument tell(BsonDocument command);

  /**
   * Whether it is spoken to without a login under the localhost exception, because it does not know
   * the user: it has no user at all.
   */
  default boolean isGuest() {
    return false;
  }

  /** Whether it is spoken to by the set's key file, because it does not know the user. */
  default boolean isPeer() {
    return false;
  }

  /** Whether it said that it is an arbiter when it answered last: hello needs no login. */
  default boolean isArbiter() {
    return false;
  }
}
