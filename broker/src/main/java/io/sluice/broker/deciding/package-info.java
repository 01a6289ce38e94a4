/**
 * From a statement to a verdict: threads that analyse and decide, and the rule set in force. Start
 * at {@link Decider}.
 */
@NullMarked
package io.sluice.broker.deciding;

import org.jspecify.annotations.NullMarked;
