/**
 * Decision tables: spreadsheets whose rows are rules, written out as rules that know the cell of
 * each of their words. Start at {@link DecisionTable}.
 */
@NullMarked
package io.sluice.rules.table;

import org.jspecify.annotations.NullMarked;
