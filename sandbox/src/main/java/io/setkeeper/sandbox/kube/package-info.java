/**
 * Reading and writing of Kubernetes objects as JSON trees: the few fields that controllers and node
 * look at, by name. Not an object model: what nobody here reads passes through untouched.
 */
@NullMarked
package io.setkeeper.sandbox.kube;

import org.jspecify.annotations.NullMarked;
