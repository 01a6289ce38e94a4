package io.sluice.rules.decision;

/** The words of a rule's right-hand side. */
public final class Decision {}
