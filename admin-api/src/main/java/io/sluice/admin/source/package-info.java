/** The rule files, and changes of single ones. Start at {@link RuleSources}. */
@NullMarked
package io.sluice.admin.source;

import org.jspecify.annotations.NullMarked;
