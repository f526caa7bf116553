package io.setkeeper.core.model;

/**
 * A PersistentVolumeClaim of the StatefulSet's templates: a volume that may hold a config.
 *
 * @param ordinal of the pod that it belongs to, whether that pod exists or not
 * @param uid Kubernetes' identity of the claim: a claim made anew has another
 */
public record Claim(String name, int ordinal, String uid) {}
