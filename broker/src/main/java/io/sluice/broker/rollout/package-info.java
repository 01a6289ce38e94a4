/** Moving a group's statements from some clusters to others. Start at {@link Rollouts}. */
@NullMarked
package io.sluice.broker.rollout;

import org.jspecify.annotations.NullMarked;
