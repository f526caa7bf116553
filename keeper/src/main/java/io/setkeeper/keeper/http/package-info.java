/** What a keeper answers over HTTP: its health, its metrics, and mongod's pre-stop hook. */
@NullMarked
package io.setkeeper.keeper.http;

import org.jspecify.annotations.NullMarked;
