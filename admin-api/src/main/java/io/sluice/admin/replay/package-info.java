/** Candidate rules, tried on recorded decisions. Start at {@link ReplayResource}. */
@NullMarked
package io.sluice.admin.replay;

import org.jspecify.annotations.NullMarked;
