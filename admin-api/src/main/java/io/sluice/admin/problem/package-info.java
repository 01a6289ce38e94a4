/** How the API says that something went wrong. Start at {@link Problem}. */
@NullMarked
package io.sluice.admin.problem;

import org.jspecify.annotations.NullMarked;
