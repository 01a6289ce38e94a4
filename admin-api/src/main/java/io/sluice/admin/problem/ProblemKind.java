package io.sluice.admin.problem;

import java.util.List;

/** What can go wrong, in the words of RFC 9457: a type for programs, a title for people. */
public enum ProblemKind {
  /** A field, parameter or header is not as it should be; {@code errors} names each. */
  INVALID(400, "invalid", "The request is not valid"),
  /** The body is no JSON. */
  MALFORMED(400, "malformed", "The request can't be read"),
  /** The Host header names a server that this one is not. */
  FOREIGN_HOST(403, "foreign-host", "The Host is not this server"),
  /** The page that sent the request belongs to another site. */
  FOREIGN_ORIGIN(403, "foreign-origin", "The request comes from another site"),
  /** The rules are changed in another way on this broker. */
  NOT_WRITABLE(403, "not-writable", "Rule files are not changed here"),
  /** There is nothing by that name. */
  NOT_FOUND(404, "not-found", "Not found"),
  /** The resource does not know the method; Allow names those that it knows. */
  METHOD(405, "method-not-allowed", "Method not allowed"),
  /** The resource has no form that Accept admits. */
  NOT_ACCEPTABLE(406, "not-acceptable", "Not acceptable"),
  /** There is something of that name already. */
  EXISTS(409, "already-exists", "Already exists"),
  /** The state of things forbids the change now. */
  REFUSED(409, "refused", "The change was refused"),
  /** It was changed since the client read it. */
  STALE(412, "stale", "Changed in the meantime"),
  /** The body is longer than the server takes. */
  TOO_LARGE(413, "too-large", "The request is too large"),
  /** The body is not JSON. */
  MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type"),
  /** The rules that would come of the change can't be used; {@code errors} names each mistake. */
  UNUSABLE_RULES(422, "unusable-rules", "The rules can't be used"),
  /** A change says not which version it is meant for. */
  PRECONDITION_REQUIRED(428, "precondition-required", "If-Match is missing"),
  /** There can be one at a time, and there is. */
  BUSY(429, "busy", "Another one is running"),
  /** A defect of the server; its log has the cause under the incident that the detail names. */
  UNEXPECTED(500, "unexpected", "Unexpected error"),
  /** Something that the server needs is down. */
  UNAVAILABLE(503, "unavailable", "Not available now");

  private final int status;
  private final String type;
  private final String title;

  ProblemKind(int status, String type, String title) {
    this.status = status;
    this.type = "urn:sluice:problem:" + type;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** The problem with what was found, and how to mend it. */
  public Problem because(String detail) {
    return new Problem(type, title, status, detail, List.of());
  }

  /** The same with what is wrong where. */
  public Problem because(String detail, List<FieldProblem> errors) {
    return new Problem(type, title, status, detail, errors);
  }
}
