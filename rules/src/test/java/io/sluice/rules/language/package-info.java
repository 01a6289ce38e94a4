/** Tests of the language of rules. Start at {@link CompletenessTest}. */
@NullMarked
package io.sluice.rules.language;

import org.jspecify.annotations.NullMarked;
