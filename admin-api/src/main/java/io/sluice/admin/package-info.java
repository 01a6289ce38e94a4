/** The admin API as one server. Start at {@link AdminServer}. */
@NullMarked
package io.sluice.admin;

import org.jspecify.annotations.NullMarked;
