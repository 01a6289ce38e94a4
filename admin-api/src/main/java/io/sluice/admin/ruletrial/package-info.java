/** Candidate rule sets on trial: shadow and canary. Start at {@link RuleTrials}. */
@NullMarked
package io.sluice.admin.ruletrial;

import org.jspecify.annotations.NullMarked;
