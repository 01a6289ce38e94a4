package io.sluice.admin.source;

import io.sluice.rules.ruleset.RuleFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The strong ETag of a file: the same for the same bytes, on every broker. */
public final class ContentTag {
  private static final int DIGITS = 32;

  private ContentTag() {}

  /** The tag without quotes. */
  public static String of(RuleFile file) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.bytes());
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
