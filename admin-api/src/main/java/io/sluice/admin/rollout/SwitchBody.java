package io.sluice.admin.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.admin.wire.TimeSpan;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a switch out of a request's body. */
final class SwitchBody {
  private static final SwitchSide NOWHERE = new SwitchSide.Named(Set.of());

  private SwitchBody() {}

  static SwitchSpec read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    SwitchSide from = side(fields, "from");
    SwitchSide to = side(fields, "to");
    Optional<Duration> over = fields.required("over", TimeSpan::parse);
    int startPercent = fields.wholeNumber("startPercent", 0, 100).orElse(0);
    ShareBy by = fields.constant("by", ShareBy.class).orElse(ShareBy.STATEMENT);
    fields.check();
    return new SwitchSpec(from, to, over.orElseThrow(), startPercent, by);
  }

  private static SwitchSide side(Fields fields, String name) {
    Optional<Fields> side = fields.object(name);
    if (side.isEmpty()) {
      if (!fields.has(name)) {
        fields.refuse(name, "missing (expected: an object with clusters or labels)");
      }
      return NOWHERE;
    }
    List<String> clusters = side.get().textList("clusters");
    Map<String, String> labels = side.get().textMap("labels");
    if (clusters.isEmpty() == labels.isEmpty()) {
      fields.refuse(name, "(expected: either clusters or labels, at least one of them)");
      return NOWHERE;
    }
    return clusters.isEmpty() ? new SwitchSide.Labelled(labels) : named(fields, name, clusters);
  }

  private static SwitchSide named(Fields fields, String side, List<String> clusters) {
    var names = new LinkedHashSet<ClusterName>();
    for (String cluster : clusters) {
      try {
        names.add(new ClusterName(cluster));
      } catch (IllegalArgumentException e) {
        fields.refuse(side, String.valueOf(e.getMessage()));
      }
    }
    return new SwitchSide.Named(names);
  }
}
