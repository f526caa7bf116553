/**
 * The API server: Kubernetes' HTTP interface to the objects of the store, over TLS on a loopback
 * address.
 *
 * <p>Who asks must show a token of this sandbox; whoever has one may do everything. There is no
 * authorization behind the rbac objects, which are stored and no more, and access reviews always
 * answer yes. Admission webhooks, custom resources, paging, protobuf, {@code exec} and {@code
 * port-forward} are not there.
 */
@NullMarked
package io.setkeeper.sandbox.api;

import org.jspecify.annotations.NullMarked;
