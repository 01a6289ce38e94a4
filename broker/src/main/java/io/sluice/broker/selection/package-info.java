/**
 * Policies that say in which order to try the clusters that can take a statement. Start at {@link
 * Selection}.
 */
@NullMarked
package io.sluice.broker.selection;

import org.jspecify.annotations.NullMarked;
