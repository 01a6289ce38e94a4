/**
 * What users, teams and statements have cost: gathered beside the way of statements, told from
 * memory. Start at {@link GatheredUsage} and {@link LearnedCosts}.
 */
@NullMarked
package io.sluice.broker.usage;

import org.jspecify.annotations.NullMarked;
