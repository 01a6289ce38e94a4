/** What comes after a statement: polls, cancels, details, web pages. Start at {@link FollowUp}. */
@NullMarked
package io.sluice.broker.followup;

import org.jspecify.annotations.NullMarked;
