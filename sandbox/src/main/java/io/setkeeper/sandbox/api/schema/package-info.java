/**
 * The fields that the served kinds have: a table, the check of objects against it, and what kubectl
 * asks for before it creates (OpenAPI, made from the table when asked).
 */
@NullMarked
package io.setkeeper.sandbox.api.schema;

import org.jspecify.annotations.NullMarked;
