package io.setkeeper.standin.replset;

import de.bwaldvogel.mongo.bson.Document;
import java.util.function.Predicate;

/**
 * A replSetReconfig and what its rules have to know beside the state.
 *
 * @param config the command's value
 * @param force the command's {@code force}
 * @param isSelf whether a "name:port" leads to this very process (asked once per member)
 * @param defaultWriteConcernIsSet whether setDefaultRWConcern was run, so that the implicit default
 *     does not matter
 * @param forcedIncrement by how much a forced reconfig raises the version: mongod takes a random
 *     number from 10,000 to 110,000
 */
public record ReconfigRequest(
    Document config,
    boolean force,
    Predicate<String> isSelf,
    boolean defaultWriteConcernIsSet,
    int forcedIncrement) {}
