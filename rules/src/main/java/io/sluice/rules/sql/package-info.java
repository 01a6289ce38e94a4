/**
 * Turns the text of a statement into the facts that rules see. Start at {@link
 * io.sluice.rules.sql.SqlAnalyzer}.
 */
@NullMarked
package io.sluice.rules.sql;

import org.jspecify.annotations.NullMarked;
