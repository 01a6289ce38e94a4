/** Moving a group's statements from some clusters to others. Start at {@link GroupSwitches}. */
@NullMarked
package io.sluice.admin.rollout;

import org.jspecify.annotations.NullMarked;
