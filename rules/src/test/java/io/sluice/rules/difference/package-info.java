@NullMarked
package io.sluice.rules.difference;

import org.jspecify.annotations.NullMarked;
