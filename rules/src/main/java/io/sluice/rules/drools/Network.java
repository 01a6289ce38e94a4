package io.sluice.rules.drools;

import org.kie.api.KieBase;

/**
 * Compiled rules.
 *
 * @param base what the engine makes of them
 * @param signs finds the facts that the engine can't look up itself
 */
record Network(KieBase base, SignTable signs) {}
