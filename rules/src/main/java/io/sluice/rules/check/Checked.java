package io.sluice.rules.check;

import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruletest.TestReport;
import java.util.Optional;

/**
 * What came of checking a set.
 *
 * @param compilation whether it may be used, and everything that was found
 * @param tests what came of its tests; empty when it does not compile
 */
public record Checked(Compilation compilation, Optional<TestReport> tests) {}
