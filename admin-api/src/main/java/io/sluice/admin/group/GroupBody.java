package io.sluice.admin.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.fact.GroupName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a group's spec out of a request's body. */
final class GroupBody {
  /** What answers tell beside the spec: what was read may be sent back. */
  private static final List<String> ANSWERS_ONLY =
      List.of(
          "defaultGroup",
          "clusters",
          "available",
          "running",
          "queued",
          "capacity",
          "utilisation",
          "etag");

  private GroupBody() {}

  /** A spec that names its group. */
  static GroupSpec read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    return spec(fields, fields.required("name", GroupName::new));
  }

  /** A spec for the group {@code name}; a name in the body must be the same. */
  static GroupSpec read(@Nullable JsonNode body, GroupName name) {
    Fields fields = Fields.of(body);
    Optional<GroupName> said = fields.parsed("name", GroupName::new);
    if (said.isPresent() && !said.get().equals(name)) {
      fields.refuse(
          "name",
          "'%s' (expected: '%s', as in the path; a group keeps its name)"
              .formatted(said.get(), name));
    }
    return spec(fields, Optional.of(name));
  }

  private static GroupSpec spec(Fields fields, Optional<GroupName> name) {
    String select = fields.parsed("select", GroupBody::policy).orElse(GroupSpec.DEFAULT_SELECTION);
    List<GroupName> fallback = fallback(fields, name);
    var thresholds =
        new Thresholds(
            fields.wholeNumber("maxQueued", 0, Integer.MAX_VALUE),
            fields.wholeNumber("maxRunning", 0, Integer.MAX_VALUE),
            fields.number("maxCpu", 0, 1));
    fields.ignore(ANSWERS_ONLY);
    fields.check();
    return new GroupSpec(name.orElseThrow(), select, fallback, thresholds);
  }

  private static String policy(String text) {
    if (!SelectionPolicies.isKnown(text)) {
      throw new IllegalArgumentException(
          "'%s' (expected: one of %s, or location-first:LOCATION)"
              .formatted(text, String.join(", ", SelectionPolicies.NAMES)));
    }
    return text;
  }

  private static List<GroupName> fallback(Fields fields, Optional<GroupName> name) {
    List<GroupName> groups = new ArrayList<>();
    List<String> texts = fields.textList("fallback");
    for (int index = 0; index < texts.size(); index++) {
      String field = "fallback[%d]".formatted(index);
      Optional<GroupName> group = group(fields, field, texts.get(index));
      if (group.isPresent() && (group.equals(name) || groups.contains(group.get()))) {
        fields.refuse(field, "'%s' (expected: another group, each once)".formatted(group.get()));
      }
      group.ifPresent(groups::add);
    }
    return groups;
  }

  private static Optional<GroupName> group(Fields fields, String field, String text) {
    try {
      return Optional.of(new GroupName(text));
    } catch (IllegalArgumentException e) {
      fields.refuse(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
