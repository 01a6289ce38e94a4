/**
 * Real coordinators of Trino and PrestoDB as child processes, resolved from Maven Central: no
 * container, no root. Start at {@link EngineProcess}.
 */
@NullMarked
package io.sluice.samples.demo.engine;

import org.jspecify.annotations.NullMarked;
