/**
 * What is changed in manifests, a class per change. Each is a pure function from the files as they
 * are to the steps that are due; when all have nothing to say, the files are as they should be.
 */
@NullMarked
package io.setkeeper.cli.modernize.rule;

import org.jspecify.annotations.NullMarked;
