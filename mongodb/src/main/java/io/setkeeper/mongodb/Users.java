package io.setkeeper.mongodb;

import com.mongodb.MongoException;
import io.setkeeper.core.port.Outcome;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;

/**
 * Creates the keeper's own user: login needs a user, and a user needs a primary, which the keeper
 * made under MongoDB's localhost exception, or by the set's key file. With the first user the
 * exception ends. By the key file more could be done, and is not: where there are users already,
 * who is another one is for people to say.
 */
final class Users {
  private static final long MAJORITY_MILLIS = 5000;

  private Users() {}

  /** Creates the user where the mongod is the writable primary of a set that has no user yet. */
  static Outcome ensure(Commands mongod, Credentials credentials) {
    try {
      // As the user, where that goes: only then is it asked what it needs a login for.
      mongod.ask("admin", new BsonDocument("replSetGetStatus", new BsonInt32(1)));
      if (!mongod.isGuest() && !mongod.isPeer()) {
        return new Outcome.Done();
      }
      BsonDocument hello = mongod.ask("admin", new BsonDocument("hello", new BsonInt32(1)));
      if (!Replies.flag(hello, "isWritablePrimary")) {
        return new Outcome.Stale("it is no writable primary yet, and only there a user is created");
      }
      if (mongod.isPeer() && hasUsers(mongod)) {
        return new Outcome.Refused(
            "the set has users, and does not accept %s; the key file is used in its place: check"
                    .formatted(credentials)
                + " MONGODB_USERNAME, MONGODB_PASSWORD and the user's database, MONGODB_DATABASE");
      }
    } catch (MongoException e) {
      return new Outcome.Stale(Failures.words(e));
    }
    if (!credentials.areOurs() || !credentials.authSource().equals(Credentials.DEFAULT_SOURCE)) {
      return new Outcome.Refused(
          "the set has no user, and %s can't be created by the keeper: create it by hand over the"
                  .formatted(credentials)
              + " localhost exception, or name a user in admin with a password");
    }
    try {
      mongod.tell(command(credentials));
      return new Outcome.Done();
    } catch (MongoException e) {
      return e.getCode() == Codes.USER_ALREADY_EXISTS
          ? new Outcome.Stale(Failures.words(e))
          : Failures.outcome(e);
    }
  }

  private static boolean hasUsers(Commands mongod) {
    BsonDocument all = new BsonDocument("forAllDBs", BsonBoolean.TRUE);
    BsonDocument reply = mongod.ask("admin", new BsonDocument("usersInfo", all));
    return Replies.documents(reply, "users").findFirst().isPresent();
  }

  private static BsonDocument command(Credentials credentials) {
    BsonDocument root =
        new BsonDocument("role", new BsonString("root"))
            .append("db", new BsonString(Credentials.DEFAULT_SOURCE));
    return new BsonDocument("createUser", new BsonString(credentials.user()))
        .append("pwd", new BsonString(credentials.password()))
        .append("roles", new BsonArray(List.of(root)))
        .append(
            "writeConcern",
            new BsonDocument("w", new BsonString("majority"))
                .append("wtimeout", new BsonInt64(MAJORITY_MILLIS)));
  }
}
