package io.sluice.samples.bench;

import io.sluice.broker.exchange.EndToEndHeaders;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Which headers of a message pass. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CopyHeaders {
  private final HttpMessage poll = Heads.fill(new BasicHttpRequest("GET", "/"), Heads.POLL);
  private final HttpMessage statement =
      Heads.fill(new BasicHttpRequest("POST", "/"), Heads.STATEMENT);
  private final HttpMessage answer = Heads.fill(new BasicHttpResponse(200), Heads.ANSWER);

  /** Six headers. */
  @Benchmark
  public List<Header> poll() {
    return EndToEndHeaders.ofRequest(poll);
  }

  /** Seventeen headers. */
  @Benchmark
  public List<Header> statement() {
    return EndToEndHeaders.ofRequest(statement);
  }

  /** Six headers. */
  @Benchmark
  public List<Header> answer() {
    return EndToEndHeaders.ofResponse(answer);
  }
}
