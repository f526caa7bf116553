/**
 * The one node: gives pods an address, runs their containers as processes of the machine, probes
 * them, starts them again, and reports their status. It isolates nothing: containers see the
 * machine's files and processes.
 */
@NullMarked
package io.setkeeper.sandbox.node;

import org.jspecify.annotations.NullMarked;
