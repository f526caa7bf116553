package io.setkeeper.mongodb;

import io.setkeeper.core.model.HostPort;

/**
 * Whom to connect to.
 *
 * @param address where, as seen from here
 * @param name the host name that its certificate must bear
 */
record Target(HostPort address, String name) {}
