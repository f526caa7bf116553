/**
 * What a cluster's controller manager does, as far as a StatefulSet needs it. Each controller is a
 * pure function from the objects as they are to the {@link io.setkeeper.sandbox.controller.Change}s
 * that are due; {@link io.setkeeper.sandbox.controller.Controllers} is the thin loop around them.
 */
@NullMarked
package io.setkeeper.sandbox.controller;

import org.jspecify.annotations.NullMarked;
