/** Tests of decision tables. Start at {@link TableFixture}. */
@NullMarked
package io.sluice.rules.table;

import org.jspecify.annotations.NullMarked;
