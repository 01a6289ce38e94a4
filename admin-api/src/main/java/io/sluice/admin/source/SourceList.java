package io.sluice.admin.source;

import io.sluice.rules.decision.RuleSetVersion;
import java.util.List;

/**
 * The rule files as GET answers them.
 *
 * @param version the version that they make
 * @param writable whether they may be changed here
 * @param files the files by name
 */
record SourceList(RuleSetVersion version, boolean writable, List<SourceView> files) {
  SourceList {
    files = List.copyOf(files);
  }
}
