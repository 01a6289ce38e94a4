/** The rule sets that were in force, and the way back to them. Start at {@link RuleVersions}. */
@NullMarked
package io.sluice.admin.version;

import org.jspecify.annotations.NullMarked;
