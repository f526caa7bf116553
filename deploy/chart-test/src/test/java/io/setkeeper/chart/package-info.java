/**
 * Tests of the Helm chart, which Helm's own library renders; no class of Setkeeper is used here.
 */
@NullMarked
package io.setkeeper.chart;

import org.jspecify.annotations.NullMarked;
