package io.sluice.samples.demo.compatibility;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** What of two transcripts is not the same. */
final class Differences {
  private static final int CONTEXT = 3;

  private Differences() {}

  /** A unified diff; empty when the transcripts are equal. */
  static String between(Transcript direct, Transcript through) {
    List<String> expected = direct.lines();
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            "direct", "through", expected, DiffUtils.diff(expected, through.lines()), CONTEXT));
  }
}
