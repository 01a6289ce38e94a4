/**
 * The command line: what users type, what they read, and exit codes. Start at {@link
 * SluiceCommand}.
 */
@NullMarked
package io.sluice.broker.command;

import org.jspecify.annotations.NullMarked;
