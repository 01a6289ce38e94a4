/** What fuzz tests have in common; they stand beside what they try. Start at {@link Pieces}. */
@NullMarked
package io.sluice.broker.fuzz;

import org.jspecify.annotations.NullMarked;
