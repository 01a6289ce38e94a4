package io.sluice.admin.guard;

import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes no body longer than 1 MiB, whether its length is told before or not. */
@PreMatching
public final class BodyLimit implements ContainerRequestFilter {
  /** The longest body, in bytes. */
  public static final int BYTES = 1 << 20;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > BYTES) {
      request.abortWith(tooLarge().toResponse());
      return;
    }
    request.setEntityStream(new Bounded(request.getEntityStream()));
  }

  private static Problem tooLarge() {
    return ProblemKind.TOO_LARGE.because("body: (expected: at most %d bytes)".formatted(BYTES));
  }

  /** Counts what is read. */
  private static final class Bounded extends FilterInputStream {
    private int left = BYTES;

    Bounded(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw tooLarge().toException();
      }
    }
  }
}
