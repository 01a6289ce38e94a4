package io.sluice.rules.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A division of users, or of any other values, between groups, such as {@code blue:95, green:5}.
 *
 * <p>The same value always falls to the same group, on every replica and after every restart. When
 * only weights change, values move in one direction alone: from {@code 95:5} to {@code 90:10}
 * nobody leaves green. The names of the groups salt the hash, so that two splits do not pick the
 * same users for their small sides.
 *
 * @param shares the groups with their weights, in the order of the text
 */
public record Split(List<Share> shares) {

  /**
   * One group's part.
   *
   * @param group the group's name
   * @param weight its weight relative to the others, 1 to 1,000,000
   */
  public record Share(String group, int weight) {}

  public Split {
    shares = List.copyOf(shares);
  }

  /**
   * Reads a split.
   *
   * @throws IllegalArgumentException if the text is no list of {@code group:weight}
   */
  public static Split parse(String text) {
    var shares = new ArrayList<Share>();
    var seen = new HashSet<String>();
    for (String part : text.split(",", -1)) {
      Share share = parseShare(text, part.strip());
      if (!seen.add(share.group())) {
        throw malformed(text, "'%s' stands in it twice".formatted(share.group()));
      }
      shares.add(share);
    }
    return new Split(shares);
  }

  private static Share parseShare(String text, String part) {
    int colon = part.lastIndexOf(':');
    if (colon < 1) {
      throw malformed(text, "'%s' is no group with a weight".formatted(part));
    }
    String weight = part.substring(colon + 1).strip();
    if (!weight.matches("[1-9][0-9]{0,5}|1000000")) {
      throw malformed(text, "'%s' is no weight from 1 to 1000000".formatted(weight));
    }
    return new Share(part.substring(0, colon).strip(), Integer.parseInt(weight));
  }

  private static IllegalArgumentException malformed(String text, String why) {
    return new IllegalArgumentException(
        "split: '%s': %s (expected: groups with weights, such as 'blue:95, green:5')"
            .formatted(text, why));
  }

  /** The group that {@code value} falls to. */
  public String groupOf(String value) {
    String salt = shares.stream().map(Share::group).collect(Collectors.joining(","));
    long total = shares.stream().mapToLong(Share::weight).sum();
    // The high 32 bits of the product spread the hash over 0 to total-1 without a remainder's bias.
    long point = ((hash(salt + '\n' + value) >>> 32) * total) >>> 32;
    for (Share share : shares) {
      point -= share.weight();
      if (point < 0) {
        return share.group();
      }
    }
    throw new AssertionError("a point below the total weight lies in one of the shares");
  }

  /** FNV-1a with the finishing mix of SplitMix64: String.hashCode leaves similar names close. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
