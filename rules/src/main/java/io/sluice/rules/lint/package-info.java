/**
 * What is allowed but probably not meant: rules that never fire, that never count, that fight each
 * other. Start at {@link Lint}.
 */
@NullMarked
package io.sluice.rules.lint;

import org.jspecify.annotations.NullMarked;
