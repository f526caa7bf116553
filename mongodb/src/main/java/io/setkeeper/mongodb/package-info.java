/**
 * Asks mongods what they are and tells them what to do, over the official driver: each mongod over
 * a direct connection of its own, because a replica set's topology is what is being changed here.
 *
 * <p>Decides nothing and retries nothing. Whatever a mongod does not answer is {@link
 * io.setkeeper.core.model.Mongod.Unknown} with the reason.
 */
@NullMarked
package io.setkeeper.mongodb;

import org.jspecify.annotations.NullMarked;
