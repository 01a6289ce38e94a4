package io.sluice.admin.version;

import io.sluice.rules.ruleset.RuleFile;

/**
 * A file of a version: {@link RuleFile} on the wire.
 *
 * @param name the path below the rules directory
 * @param text the content; of a binary file, in Base64
 * @param binary whether it is no text
 */
public record VersionFile(String name, String text, boolean binary) {
  static VersionFile of(RuleFile file) {
    return new VersionFile(file.name(), file.text(), file.binary());
  }
}
