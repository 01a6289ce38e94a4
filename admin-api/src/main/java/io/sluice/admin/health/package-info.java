/** Whether the process lives and takes statements. Start at {@link Health}. */
@NullMarked
package io.sluice.admin.health;

import org.jspecify.annotations.NullMarked;
