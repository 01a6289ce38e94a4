/**
 * Figures as people read them: medians, Markdown tables, budgets. Start at {@link
 * io.sluice.samples.bench.table.Figures}.
 */
@NullMarked
package io.sluice.samples.bench.table;

import org.jspecify.annotations.NullMarked;
