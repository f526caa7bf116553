/**
 * A stand-in for mongod: MongoDB's wire protocol and replica-set commands over data in memory that
 * a Raft log makes durable. For laptops and tests where no mongod is installed; never for
 * production, and not a complete MongoDB: what is lacking is refused with MongoDB's own errors.
 */
@NullMarked
package io.setkeeper.standin;

import org.jspecify.annotations.NullMarked;
