package io.sluice.rules.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.rules.decision.RuleSetVersion;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of one rule set, in the order of their names: the order that decides between rules of
 * equal salience.
 */
public record RuleFiles(List<RuleFile> files) {
  public RuleFiles {
    files = files.stream().sorted(Comparator.comparing(RuleFile::name)).toList();
  }

  /** The content's hash. */
  public RuleSetVersion version() {
    var digest = sha256();
    for (RuleFile file : files) {
      digest.update(file.name().getBytes(UTF_8));
      digest.update((byte) 0);
      digest.update(file.bytes());
      digest.update((byte) 0);
    }
    return new RuleSetVersion(HexFormat.of().formatHex(digest.digest()).substring(0, 12));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
