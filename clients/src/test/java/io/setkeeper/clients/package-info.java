/**
 * Tests that look at Setkeeper from outside, as a person does: the launcher {@code ./setkeeper},
 * and clients that know nothing of it — kubectl, mongosh, pymongo — as the PATH has them. No class
 * of Setkeeper is used here.
 */
@NullMarked
package io.setkeeper.clients;

import org.jspecify.annotations.NullMarked;
