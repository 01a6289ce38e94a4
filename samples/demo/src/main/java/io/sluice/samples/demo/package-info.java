/**
 * {@code sluice demo}: a fleet, a broker before it, and what to try. Start at {@link DemoCommand}.
 */
@NullMarked
package io.sluice.samples.demo;

import org.jspecify.annotations.NullMarked;
