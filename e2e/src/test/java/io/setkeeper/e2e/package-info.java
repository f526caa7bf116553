/**
 * The recipe's story on a real Kubernetes. What became of it is asked of mongod and of Kubernetes,
 * never of the keepers' logs.
 */
@NullMarked
package io.setkeeper.e2e;

import org.jspecify.annotations.NullMarked;
