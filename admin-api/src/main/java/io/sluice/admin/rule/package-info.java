/** The active rule set, what is wrong with the files, and a dry run. Start at {@link Rules}. */
@NullMarked
package io.sluice.admin.rule;

import org.jspecify.annotations.NullMarked;
