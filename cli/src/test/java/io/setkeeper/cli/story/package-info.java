/** Stories with real processes, run from the built distribution. */
@NullMarked
package io.setkeeper.cli.story;

import org.jspecify.annotations.NullMarked;
