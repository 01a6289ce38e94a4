package io.sluice.rules.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * One file of a rule set.
 *
 * @param name the path below the rules directory, with forward slashes
 * @param text the content; of a binary file, in Base64
 * @param binary whether it is no text, such as a spreadsheet
 */
public record RuleFile(String name, String text, boolean binary) {

  /** A text file. */
  public RuleFile(String name, String text) {
    this(name, text, false);
  }

  /** A file that is no text. */
  public static RuleFile binary(String name, byte[] content) {
    return new RuleFile(name, Base64.getEncoder().encodeToString(content), true);
  }

  /** The content, byte for byte. */
  public byte[] bytes() {
    return binary ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8);
  }
}
