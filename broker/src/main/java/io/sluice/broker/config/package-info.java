/**
 * The broker's one configuration file, read once at the start into immutable records. Start at
 * {@link ConfigReader}.
 */
@NullMarked
package io.sluice.broker.config;

import org.jspecify.annotations.NullMarked;
