package io.sluice.admin.source;

import io.sluice.rules.ruleset.RuleFile;

/**
 * A rule file without its content.
 *
 * @param name the path below the rules directory
 * @param etag names its content, without quotes
 * @param bytes how long it is
 * @param binary whether it is no text
 */
record SourceView(String name, String etag, int bytes, boolean binary) {
  static SourceView of(RuleFile file) {
    return new SourceView(file.name(), ContentTag.of(file), file.bytes().length, file.binary());
  }
}
