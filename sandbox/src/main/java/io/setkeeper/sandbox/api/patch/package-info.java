/** The four ways to patch an object: JSON Patch, JSON Merge Patch, strategic merge and apply. */
@NullMarked
package io.setkeeper.sandbox.api.patch;

import org.jspecify.annotations.NullMarked;
