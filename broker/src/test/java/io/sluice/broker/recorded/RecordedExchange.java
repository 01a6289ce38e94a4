package io.sluice.broker.recorded;

import io.sluice.broker.recorded.Body.Wholeness;

/**
 * A request and its answer.
 *
 * @param number its place in the conversation, from 1
 * @param connection the client's connection that it was on
 * @param request what the client sent
 * @param answer what the coordinator sent
 */
record RecordedExchange(int number, String connection, Message request, Message answer) {

  /**
   * One message.
   *
   * @param wire its body as it is on the wire, in its transfer coding, as ISO-8859-1
   */
  record Message(Head head, Body body, String wire) {
    static Message plain(Head head, Body body) {
      return new Message(head, body, body.bytes());
    }
  }

  String method() {
    return request.head().start().split(" ", 3)[0];
  }

  String uri() {
    return request.head().start().split(" ", 3)[1];
  }

  int status() {
    return Integer.parseInt(answer.head().start().split(" ", 3)[1]);
  }

  /** How much of it was recorded: as much as of its worse message. */
  Wholeness wholeness() {
    Wholeness asked = request.body().wholeness();
    return asked == Wholeness.EXACT ? answer.body().wholeness() : asked;
  }

  @Override
  public String toString() {
    return number + ": " + method() + " " + uri();
  }
}
