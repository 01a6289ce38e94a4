/**
 * What was decided, kept for good: journalled on local disk at once, delivered to the store soon
 * after, searchable from then on. Start at {@link DecisionRecord} for the data, at {@link Journal}
 * for the way it takes.
 */
@NullMarked
package io.sluice.broker.audit;

import org.jspecify.annotations.NullMarked;
