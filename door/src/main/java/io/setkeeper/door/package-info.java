/**
 * The way into a replica set from outside its cluster.
 *
 * <p>A <em>door</em> is a listener on 127.0.0.1, one per member of the set. It passes MongoDB's
 * wire protocol through and rewrites the members' addresses in hello and isMaster replies to those
 * of the doors, so that a driver outside sees the whole set and follows its failovers. {@link
 * io.setkeeper.door.Doors} is where to start.
 *
 * <p>What this package is not: it asks no member anything by itself, does not know which members a
 * set has (its caller says so), and does not read TLS. Everything but hello passes byte for byte;
 * so {@code rs.status()} and {@code rs.conf()} show the names inside, as they are.
 */
@NullMarked
package io.setkeeper.door;

import org.jspecify.annotations.NullMarked;
