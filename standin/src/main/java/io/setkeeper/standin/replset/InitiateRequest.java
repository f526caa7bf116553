package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.function.Predicate;

/**
 * A replSetInitiate and what its rules have to know.
 *
 * @param config the command's value; an empty document asks for the default config
 * @param defaultHost "name:port" that the default config names
 * @param isSelf whether a "name:port" leads to this very process (asked once per member)
 * @param replicaSetId the identity to give to the set
 */
public record InitiateRequest(
    Document config, String defaultHost, Predicate<String> isSelf, ObjectId replicaSetId) {}
