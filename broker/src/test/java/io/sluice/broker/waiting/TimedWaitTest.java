package io.sluice.broker.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class TimedWaitTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void a_result_that_is_there_is_returned() throws Exception {
    assertThat(TimedWait.get(CompletableFuture.completedFuture("there"), Duration.ZERO))
        .isEqualTo("there");
  }

  @Test
  void results_that_come_end_the_waits_for_them() throws Exception {
    var results = new ArrayList<CompletableFuture<Integer>>();
    var waits = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1000; i++) {
        var result = new CompletableFuture<Integer>();
        results.add(result);
        waits.add(threads.submit(() -> TimedWait.get(result, LONG)));
      }
      for (int i = 999; i >= 0; i--) {
        results.get(i).complete(i);
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(waits.get(i).get()).isEqualTo(i);
      }
    }
  }

  @Test
  void a_result_that_does_not_come_is_waited_for_no_longer_than_the_limit() throws Exception {
    var never = new CompletableFuture<Integer>();
    List<Future<Integer>> waits = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        var limit = Duration.ofMillis(i);
        waits.add(threads.submit(() -> TimedWait.get(never, limit)));
      }
    }
    assertThat(waits)
        .allSatisfy(wait -> assertThat(wait.exceptionNow()).isInstanceOf(TimeoutException.class));
  }

  @Test
  void a_failure_is_told() {
    var failed = CompletableFuture.failedFuture(new IllegalStateException("broken"));

    assertThatThrownBy(() -> TimedWait.get(failed, LONG))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessage("broken");
  }

  @Test
  void an_interrupt_ends_the_wait() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = new CompletableFuture<Thread>();
      Future<?> wait =
          threads.submit(() -> {
            thread.complete(Thread.currentThread());
            return TimedWait.get(new CompletableFuture<>(), LONG);
          });
      thread.get().interrupt();

      assertThatThrownBy(wait::get).hasCauseInstanceOf(InterruptedException.class);
    }
  }
}
