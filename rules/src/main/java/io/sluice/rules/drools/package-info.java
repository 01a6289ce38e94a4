/**
 * Rule sets on the Drools engine; the only package that knows its types. Start at {@link
 * RuleSetCompiler}.
 */
@NullMarked
package io.sluice.rules.drools;

import org.jspecify.annotations.NullMarked;
