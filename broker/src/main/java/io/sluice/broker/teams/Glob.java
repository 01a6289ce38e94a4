package io.sluice.broker.teams;

/**
 * A pattern of names: {@code *} stands for any letters, {@code ?} for one, all else for itself.
 * Takes at most the product of both lengths, whatever the name.
 */
record Glob(String pattern) {

  boolean fits(String name) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      char wanted = in < pattern.length() ? pattern.charAt(in) : 0;
      if (in < pattern.length() && wanted == '*') {
        star = in++;
        resume = at;
      } else if (in < pattern.length() && (wanted == '?' || wanted == name.charAt(at))) {
        in++;
        at++;
      } else if (star >= 0) {
        // Only the last star need take more: what stood before it has fitted already.
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') {
      in++;
    }
    return in == pattern.length();
  }
}
