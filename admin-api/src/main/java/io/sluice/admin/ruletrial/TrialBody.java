package io.sluice.admin.ruletrial;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.ruletrial.TrialSpec.Candidate;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client wants to try out of a request's body. */
final class TrialBody {
  private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
  private static final String SHEET = ".xlsx";
  private static final String NOBODY = "admin API";
  private static final int LONGEST_WHO = 255;
  private static final int LONGEST_WHY = 1000;
  private static final int ALL = 100;

  private TrialBody() {}

  static TrialSpec shadow(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    Optional<Candidate> candidate = candidate(fields);
    Signature signature = signature(fields);
    fields.check();
    return new TrialSpec(candidate.orElseThrow(), 0, signature);
  }

  static TrialSpec canary(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    Optional<Candidate> candidate = candidate(fields);
    int percent = fields.integer("percent", 0, -1);
    if (percent > ALL) {
      fields.refuse("percent", "%d (expected: 0 to 100)".formatted(percent));
    }
    if (!fields.has("percent")) {
      fields.refuse("percent", "missing (expected: 0 to 100, the part of the users)");
    }
    Signature signature = signature(fields);
    fields.check();
    return new TrialSpec(candidate.orElseThrow(), percent, signature);
  }

  /** Who and why; a body without them, or none at all, is all right. */
  static Signature promotion(@Nullable JsonNode body) {
    if (body == null) {
      return new Signature(NOBODY, "");
    }
    Fields fields = Fields.of(body);
    Signature signature = signature(fields);
    fields.check();
    return signature;
  }

  private static Signature signature(Fields fields) {
    String who = fields.text("who").orElse(NOBODY);
    String why = fields.text("why").orElse("");
    if (who.length() > LONGEST_WHO) {
      fields.refuse("who", "too long (expected: at most %d characters)".formatted(LONGEST_WHO));
    }
    if (why.length() > LONGEST_WHY) {
      fields.refuse("why", "too long (expected: at most %d characters)".formatted(LONGEST_WHY));
    }
    return new Signature(who, why);
  }

  /** Empty only when {@link Fields#check} is going to throw. */
  private static Optional<Candidate> candidate(Fields fields) {
    Optional<RuleSetVersion> version = fields.parsed("version", TrialBody::version);
    Map<String, String> texts = fields.textMap("files");
    if (fields.has("version") == fields.has("files")) {
      fields.refuse("version", "(expected: either a version that is known, or files)");
      return Optional.empty();
    }
    return fields.has("version")
        ? version.map(Candidate.Known::new)
        : Optional.of(new Candidate.Fresh(files(fields, texts)));
  }

  private static RuleFiles files(Fields fields, Map<String, String> texts) {
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
    if (files.isEmpty()) {
      fields.refuse("files", "(expected: at least one file, its text by its name)");
    }
    return new RuleFiles(files);
  }

  private static RuleSetVersion version(String text) {
    if (!VERSION.matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' (expected: 12 hexadecimal digits)".formatted(text));
    }
    return new RuleSetVersion(text);
  }
}
