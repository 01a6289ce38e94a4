/**
 * Candidates for a rule set, tried out without consequences. Start at {@link ValidationResource}.
 */
@NullMarked
package io.sluice.admin.validation;

import org.jspecify.annotations.NullMarked;
