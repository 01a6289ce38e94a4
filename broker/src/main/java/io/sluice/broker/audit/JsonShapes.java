package io.sluice.broker.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.sluice.rules.decision.Outcome;

/** Mix-ins: Jackson reads their annotations as if they stood on the records. */
final class JsonShapes {
  private JsonShapes() {}

  /** {@code {"end": {…}}}, or {@code fleet} or {@code state} in its place. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = QueryEnd.class, name = "end"),
    @JsonSubTypes.Type(value = FleetSnapshot.class, name = "fleet"),
    @JsonSubTypes.Type(value = ClusterTransition.class, name = "state")
  })
  interface EventKind {}

  /** An outcome with its kind as a field. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Route.class, name = "route"),
    @JsonSubTypes.Type(value = Outcome.Reject.class, name = "reject"),
    @JsonSubTypes.Type(value = Outcome.Unrouted.class, name = "unrouted")
  })
  interface OutcomeKind {}

  /** A name as plain text. */
  abstract static class TextValue {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextValue(String value) {}

    @JsonValue
    abstract String value();
  }

  /** A version as plain text. */
  abstract static class TextHash {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextHash(String hash) {}

    @JsonValue
    abstract String hash();
  }
}
