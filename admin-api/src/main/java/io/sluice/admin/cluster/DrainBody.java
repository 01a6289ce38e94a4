package io.sluice.admin.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.admin.wire.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a cluster is to be drained out of a request's body, which may be left out. */
final class DrainBody {
  private DrainBody() {}

  static DrainRequest read(@Nullable JsonNode body) {
    if (body == null) {
      return DrainRequest.PLAIN;
    }
    Fields fields = Fields.of(body);
    Optional<Duration> deadline = fields.parsed("deadline", TimeSpan::parse);
    boolean cancel = fields.truth("cancel", false);
    if (cancel && !fields.has("deadline")) {
      fields.refuse("cancel", "true (expected: with a deadline, at which to cancel)");
    }
    fields.check();
    return new DrainRequest(deadline, cancel);
  }
}
