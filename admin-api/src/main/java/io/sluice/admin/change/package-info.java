/** Who changed what, and when. Start at {@link Changes}. */
@NullMarked
package io.sluice.admin.change;

import org.jspecify.annotations.NullMarked;
