/** Stands for code of operators in tests of {@code rules.allow}. Start at {@link Calendar}. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
