/**
 * The part of DRL that rules are written in: its expressions, its facts' fields and its words,
 * checked and turned into functions, without any engine. Start at {@link CheckedRule}.
 */
@NullMarked
package io.sluice.rules.language;

import org.jspecify.annotations.NullMarked;
