package io.sluice.broker.selection;

/**
 * A hash of texts that is the same on every JVM and replica: FNV-1a with the finishing mix of
 * SplitMix64. {@link String#hashCode} leaves similar names close, and has 32 bits only.
 */
public final class Hash {
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  /** The hash of a text. */
  public static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      hash = (hash ^ (unit & 0xff)) * PRIME;
      hash = (hash ^ (unit >>> 8)) * PRIME;
    }
    return mix(hash);
  }

  /** A number from 0 to 1, both exclusive, of two hashes. */
  public static double point(long one, long other) {
    return ((mix(one ^ other) >>> 11) + 0.5) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long hash = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
