package io.sluice.admin.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is to be replayed out of a request's body. */
final class ReplayBody {
  private static final int DEFAULT_EXAMPLES = 3;
  private static final int MOST_EXAMPLES = 20;
  private static final String SHEET = ".xlsx";

  private ReplayBody() {}

  static ReplayRequest read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    Optional<Instant> from = fields.requiredInstant("from");
    Optional<Instant> to = fields.instant("to");
    CandidateRules candidate = candidate(fields);
    Optional<String> user = fields.text("user");
    Optional<String> source = fields.text("source");
    Optional<GroupName> group = fields.parsed("group", GroupName::new);
    int examples = fields.integer("examples", 0, DEFAULT_EXAMPLES);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      fields.refuse(
          "to", "'%s' (expected: a moment after 'from', %s)".formatted(to.get(), from.get()));
    }
    if (examples > MOST_EXAMPLES) {
      fields.refuse("examples", "%d (expected: at most %d)".formatted(examples, MOST_EXAMPLES));
    }
    fields.check();
    return new ReplayRequest(candidate, from.orElseThrow(), to, user, source, group, examples);
  }

  private static CandidateRules candidate(Fields fields) {
    Map<String, String> texts = fields.textMap("files");
    Optional<RuleSetVersion> version = fields.parsed("version", RuleSetVersion::new);
    if (texts.isEmpty()) {
      return version
          .<CandidateRules>map(CandidateRules.Known::new)
          .orElseGet(CandidateRules.Active::new);
    }
    if (version.isPresent()) {
      fields.refuse("version", "given beside files (expected: one of the two)");
    }
    List<RuleFile> files = new ArrayList<>();
    texts.forEach((name, text) -> {
      try {
        files.add(
            name.endsWith(SHEET)
                ? RuleFile.binary(name, Base64.getDecoder().decode(text))
                : new RuleFile(name, text));
      } catch (IllegalArgumentException e) {
        fields.refuse("files." + name, "(expected: Base64; %s)".formatted(e.getMessage()));
      }
    });
    return new CandidateRules.Posted(new RuleFiles(files));
  }
}
