/**
 * What a replica-set member answers and refuses, as pure functions: config documents with mongod's
 * defaults and rules, and the replies of hello, replSetGetStatus and replSetGetConfig from an
 * immutable {@link io.setkeeper.standin.replset.ReplicaSetState}. The model is mongod 5.0.7 as
 * recorded in {@code src/test/resources/mongod-replies}.
 *
 * <p>No I/O, clock, threads or randomness in here: who calls brings what is known.
 */
@NullMarked
package io.setkeeper.standin.replset;

import org.jspecify.annotations.NullMarked;
