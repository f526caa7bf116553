/**
 * The API server: Kubernetes' HTTP interface to the objects of the store, over TLS on a loopback
 * address.
 *
 * <p>Who asks must show a token of this sandbox; whoever has one may do everything. There is no
 * authorization behind the rbac objects, which are stored and no more, and access reviews always
 * answer yes. Admission webhooks, custom resources, events.k8s.io, paging, answers as protocol
 * buffers (bodies of the small kinds are read), watches over websockets, {@code exec} and {@code
 * port-forward} are not there. Only managers that apply are kept account of in {@code
 * managedFields}.
 */
@NullMarked
package io.setkeeper.sandbox.api;

import org.jspecify.annotations.NullMarked;
