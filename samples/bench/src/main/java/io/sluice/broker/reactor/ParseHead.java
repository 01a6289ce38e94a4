package io.sluice.broker.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.samples.bench.Heads;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpRequest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A client's head from bytes to a request that was looked at. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ParseHead {
  private static final int MAX_BYTES = 2 << 20;

  private final HeadMemory memory = new HeadMemory(1 << 28);
  private final byte[] poll = onTheWire(Heads.POLL);
  private final byte[] statement = onTheWire(Heads.STATEMENT);

  private static byte[] onTheWire(String head) {
    return (head + "\n").replace("\n", "\r\n").getBytes(ISO_8859_1);
  }

  /** Six headers, 400 bytes. */
  @Benchmark
  public HttpRequest poll() throws BadRequest {
    return parse(poll);
  }

  /** Seventeen headers, 850 bytes. */
  @Benchmark
  public HttpRequest statement() throws BadRequest {
    return parse(statement);
  }

  private HttpRequest parse(byte[] bytes) throws BadRequest {
    var head = new HeadBytes(MAX_BYTES, memory.share());
    if (!head.take(ByteBuffer.wrap(bytes))) {
      throw new AssertionError("the head has no end");
    }
    HttpRequest request = RequestText.parse(head.lines());
    long body = CheckedRequest.body(request);
    if (body == CheckedRequest.CHUNKED) {
      throw new AssertionError("the head has another body than it says");
    }
    return request;
  }
}
