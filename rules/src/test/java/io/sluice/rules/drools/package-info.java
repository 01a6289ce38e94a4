/** Tests of rule sets. Start at {@link RuleSetFixture}. */
@NullMarked
package io.sluice.rules.drools;

import org.jspecify.annotations.NullMarked;
