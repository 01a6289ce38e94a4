/**
 * Which rule set is in force, on all replicas of one store: what was ever activated, and who
 * follows whom. Start at {@link RuleArchive}.
 */
@NullMarked
package io.sluice.broker.version;

import org.jspecify.annotations.NullMarked;
