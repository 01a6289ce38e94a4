package io.sluice.samples.standin;

/**
 * One request and what was sent back, for assertions.
 *
 * @param request what came
 * @param status the status sent; 0 when the connection was closed without one
 * @param bodyBytes bytes of the answer's body as sent, after content coding, before chunking
 * @param bodyCrc32c CRC-32C of those bytes: a test compares it with what its client received
 * @param complete whether the whole answer went out
 */
public record Exchange(
    ReceivedRequest request, int status, long bodyBytes, long bodyCrc32c, boolean complete) {}
