package io.sluice.samples.standin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The capabilities in a query's URIs: Trino has a new one for each page, Presto one for all.
 *
 * @param dialect the family
 * @param secret what makes them unlike any other query's
 */
record Slugs(StandInDialect dialect, String secret) {

  String at(int position) {
    return switch (dialect) {
      case TRINO -> "y" + sha1(secret + position);
      case PRESTO -> "x" + sha1(secret).substring(0, 32);
    };
  }

  private static String sha1(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1: missing (expected: every Java has it)", e);
    }
  }
}
