/** Which cluster owns a follow-up request. Start at {@link Affinity}. */
@NullMarked
package io.sluice.broker.affinity;

import org.jspecify.annotations.NullMarked;
