/**
 * Real clients and what they must be able to do, whatever they talk to. Start at {@link
 * AllClients}.
 */
@NullMarked
package io.sluice.samples.demo.client;

import org.jspecify.annotations.NullMarked;
