/** Which teams a user belongs to. Start at {@link UserGroups}. */
@NullMarked
package io.sluice.broker.teams;

import org.jspecify.annotations.NullMarked;
