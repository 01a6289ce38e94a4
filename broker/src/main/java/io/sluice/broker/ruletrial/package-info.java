/** Candidate rule sets on trial beside the active one. Start at {@link RuleTrials}. */
@NullMarked
package io.sluice.broker.ruletrial;

import org.jspecify.annotations.NullMarked;
