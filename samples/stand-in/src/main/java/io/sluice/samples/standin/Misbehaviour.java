package io.sluice.samples.standin;

import java.util.List;
import java.util.Optional;

/** One way in which a stand-in treats a request other than a healthy cluster would. */
public sealed interface Misbehaviour {

  /** Answers rightly, but not before the gate lets it. */
  record Hang(Gate gate) implements Misbehaviour {}

  /**
   * Answers with that status and a short text, without doing anything.
   *
   * @param retryAfter the value of a Retry-After header
   */
  record Status(int status, Optional<String> retryAfter) implements Misbehaviour {
    public Status(int status) {
      this(status, Optional.empty());
    }
  }

  /**
   * Answers what the test says: for what the stand-in doesn't imitate, such as OAuth2 challenges or
   * spooled segments.
   */
  record Canned(int status, List<ReceivedRequest.Header> headers, String body)
      implements Misbehaviour {
    public Canned {
      headers = List.copyOf(headers);
    }
  }

  /** Sends bytes that are no HTTP, then closes. */
  record Garbage() implements Misbehaviour {}

  /**
   * Reads the request, then closes without an answer.
   *
   * @param reset whether by a TCP reset rather than an orderly end
   */
  record CloseUnanswered(boolean reset) implements Misbehaviour {}

  /** Does what was asked, and closes once that many bytes of the answer's body are out. */
  record CloseMidBody(long afterBytes) implements Misbehaviour {}

  /** Sends the body in pieces of that many bytes, each of which the gate must let through. */
  record SlowBody(Gate gate, int pieceBytes) implements Misbehaviour {
    public SlowBody {
      if (pieceBytes < 1) {
        throw new IllegalArgumentException("pieceBytes: " + pieceBytes + " (expected: 1 or more)");
      }
    }
  }
}
