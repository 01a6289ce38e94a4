package io.sluice.rules.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is found; its name in lower case stands at the end of each message. */
enum Code {
  NEVER_FIRES,
  ALWAYS_OVERRULED,
  AMBIGUOUS,
  DISABLED,
  EXPIRED,
  EXPIRES_SOON,
  MISSING_ANNOTATION,
  NOT_COMPARED,
  SIMILAR_NAME,
  SLOW_CONDITION,
  UNKNOWN_SUPPRESSION,
  UNKNOWN_VALUE,
  UNUSED_BINDING;

  /** As messages and {@code @suppress} write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Code::word).toList();
  }
}
