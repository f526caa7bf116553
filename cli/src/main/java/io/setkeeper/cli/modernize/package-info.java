/**
 * Makes of manifests like the recipe's what today's Kubernetes wants. Pure: texts in, texts and
 * what was changed out; the verb reads and writes.
 */
@NullMarked
package io.setkeeper.cli.modernize;

import org.jspecify.annotations.NullMarked;
