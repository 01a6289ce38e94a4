package io.sluice.rules.difference;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import io.sluice.rules.ruleset.RuleFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the difference of two files in the unified format, as {@code patch} reads it. */
final class UnifiedText {
  private static final int CONTEXT = 3;
  private static final int HEADER_LINES = 2;
  private static final String NOWHERE = "/dev/null";
  private static final String NO_LAST_LINE_END = "\n\\ No newline at end of file";

  /** Time grows with the product of lengths where nothing is alike. */
  private static final long MOST_PAIRS = 100_000_000;

  private UnifiedText() {}

  static String of(Optional<RuleFile> from, Optional<RuleFile> to) {
    String before = from.map(file -> "a/" + file.name()).orElse(NOWHERE);
    String after = to.map(file -> "b/" + file.name()).orElse(NOWHERE);
    if (from.filter(RuleFile::binary).or(() -> to.filter(RuleFile::binary)).isPresent()) {
      return "Binary files %s and %s differ\n".formatted(before, after);
    }
    List<String> old = from.map(file -> lines(file.text())).orElse(List.of());
    List<String> now = to.map(file -> lines(file.text())).orElse(List.of());
    if ((long) old.size() * now.size() > MOST_PAIRS) {
      return "Files %s and %s differ; %d and %d lines are too many to compare\n"
          .formatted(before, after, old.size(), now.size());
    }
    Patch<String> patch = DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>());
    List<String> unified =
        removedFirst(UnifiedDiffUtils.generateUnifiedDiff(before, after, old, patch, CONTEXT));
    return unified.isEmpty() ? "" : String.join("\n", unified) + "\n";
  }

  /** The algorithm that needs little memory tells what is added before what is removed. */
  private static List<String> removedFirst(List<String> unified) {
    var ordered = new ArrayList<String>();
    var added = new ArrayList<String>();
    for (int i = 0; i < unified.size(); i++) {
      String line = unified.get(i);
      boolean isHeader = i < HEADER_LINES;
      if (line.startsWith("+") && !isHeader) {
        added.add(line);
      } else {
        if (!line.startsWith("-")) {
          ordered.addAll(added);
          added.clear();
        }
        ordered.add(line);
      }
    }
    ordered.addAll(added);
    return ordered;
  }

  private static List<String> lines(String text) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + NO_LAST_LINE_END);
    }
    return lines;
  }
}
