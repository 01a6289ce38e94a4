package io.sluice.samples.demo.compatibility;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/** What of two transcripts is not the same. */
final class Differences {
  private static final int CONTEXT = 3;

  /** All that a client may show differently through the broker. */
  private static final List<Accepted> ACCEPTED =
      List.of(
          new Accepted(
              "nknown catalog",
              "nosuch",
              "catalog 'nosuch': ",
              "the broker itself says which cluster lacks a catalog, so it never sends the statement"));

  private Differences() {}

  /**
   * A difference that is meant.
   *
   * @param step what the step's name contains
   * @param direct what the engine's own lines contain
   * @param through what the lines through the broker contain
   * @param reason why it is meant
   */
  private record Accepted(String step, String direct, String through, String reason) {
    boolean covers(Transcript.Step one, Transcript.Step other) {
      return one.name().equals(other.name())
          && one.name().contains(step)
          && contains(one, direct)
          && contains(other, through);
    }

    private static boolean contains(Transcript.Step step, String text) {
      return step.lines().stream().anyMatch(line -> line.contains(text));
    }
  }

  /** A unified diff; empty when the transcripts are equal. */
  static String between(Transcript direct, Transcript through) {
    List<String> expected = direct.lines();
    List<String> found = withAccepted(direct, through).lines();
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            "direct", "through", expected, DiffUtils.diff(expected, found), CONTEXT));
  }

  /** What went through, with the engine's own lines where another text is meant. */
  private static Transcript withAccepted(Transcript direct, Transcript through) {
    var steps = new ArrayList<Transcript.Step>();
    for (int i = 0; i < through.steps().size(); i++) {
      Transcript.Step found = through.steps().get(i);
      boolean accepted = i < direct.steps().size() && isAccepted(direct.steps().get(i), found);
      steps.add(accepted ? direct.steps().get(i) : found);
    }
    return new Transcript(steps);
  }

  private static boolean isAccepted(Transcript.Step expected, Transcript.Step found) {
    return ACCEPTED.stream().anyMatch(one -> one.covers(expected, found));
  }
}
