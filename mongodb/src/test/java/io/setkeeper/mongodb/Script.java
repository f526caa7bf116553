package io.setkeeper.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;

/** A mongod that answers as it is told to, command by command. */
final class Script implements Commands {
  private final Map<String, BsonDocument> replies = new HashMap<>();
  private final Map<String, MongoException> failures = new HashMap<>();
  final List<BsonDocument> told = new ArrayList<>();

  Script reply(String command, BsonDocument reply) {
    replies.put(command, reply);
    return this;
  }

  Script reply(String command, String json) {
    return reply(command, BsonDocument.parse(json));
  }

  /** The error that mongod's own reply makes the driver throw. */
  Script error(String command, BsonDocument error) {
    failures.put(command, new MongoCommandException(error, new ServerAddress("mongo-0")));
    return this;
  }

  Script error(String command, int code, String message) {
    return error(
        command,
        BsonDocument.parse(
            "{ok: 0, code: %d, codeName: 'Name', errmsg: '%s'}".formatted(code, message)));
  }

  Script fails(String command, MongoException failure) {
    failures.put(command, failure);
    return this;
  }

  @Override
  public BsonDocument ask(String database, BsonDocument command) {
    String name = key(command);
    MongoException failure = failures.get(name);
    if (failure != null) {
      throw failure;
    }
    BsonDocument reply = replies.get(name);
    if (reply == null) {
      throw new AssertionError("not in the script: " + command);
    }
    return reply;
  }

  /** A command's name; for a find that has an answer of its own, the collection's. */
  private String key(BsonDocument command) {
    return command.containsKey("find") && replies.containsKey(command.getString("find").getValue())
        ? command.getString("find").getValue()
        : command.getFirstKey();
  }

  @Override
  public BsonDocument tell(BsonDocument command) {
    told.add(command);
    return ask("admin", command);
  }
}
