/** One run drawn as a page that opens anywhere: what happened in, a text out; no I/O. */
@NullMarked
package io.setkeeper.simulator.report;

import org.jspecify.annotations.NullMarked;
