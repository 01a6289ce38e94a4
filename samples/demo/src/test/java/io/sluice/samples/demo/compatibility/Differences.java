package io.sluice.samples.demo.compatibility;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What of two transcripts is not the same. */
final class Differences {
  private static final int CONTEXT = 3;

  /** All that a client may show differently through the broker: its own words, in few steps. */
  private static final List<Accepted> ACCEPTED =
      List.of(
          new Accepted(
              Set.of(
                  "unknown catalog",
                  "an unknown catalog used",
                  "an unknown catalog as the default"),
              "catalog 'nosuch': ",
              "the broker tells which clusters lack a catalog, and asks none that lacks it"),
          new Accepted(
              Set.of("information of an unknown query"),
              "is not known: no cluster of this fleet has it",
              "the broker has no cluster to send it to, and says so, with the engine's status"));

  private Differences() {}

  /**
   * A difference that is meant.
   *
   * @param steps the names of the steps that may differ
   * @param through what the client then shows of the broker
   * @param reason why it is meant
   */
  private record Accepted(Set<String> steps, String through, String reason) {
    boolean covers(Transcript.Step direct, Transcript.Step other) {
      return direct.name().equals(other.name())
          && steps.contains(other.name())
          && other.lines().stream().anyMatch(line -> line.contains(through));
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
