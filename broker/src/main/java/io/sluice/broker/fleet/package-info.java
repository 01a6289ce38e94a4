/**
 * The clusters and groups: what they are, how they are, which one a statement goes to. Start at
 * {@link Fleet}.
 */
@NullMarked
package io.sluice.broker.fleet;

import org.jspecify.annotations.NullMarked;
