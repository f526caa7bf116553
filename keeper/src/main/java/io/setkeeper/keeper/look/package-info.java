/**
 * Looks: Kubernetes' side and the mongods' side become one snapshot. The keeper looks from inside
 * its pod; {@code setkeeper status} from outside.
 */
@NullMarked
package io.setkeeper.keeper.look;

import org.jspecify.annotations.NullMarked;
