package io.sluice.broker.running;

import static io.sluice.broker.running.RunningBroker.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.samples.standin.Gate;
import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is told to stop takes no new clients and lets those under way have their answer.
 */
@Timeout(60)
final class StopTest {
  @Test
  void answerUnderWay_isGiven_beforeTheBrokerEnds(@TempDir Path folder) throws Exception {
    Gate gate = Gate.closed();
    try (StandInCluster cluster = StandInCluster.builder().name("a-1").build().start();
        RunningBroker broker = RunningBroker.start(folder, "", "", in("a", cluster));
        var client = new StatementClient(broker.front(), "X-Trino-User", "alice");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      cluster.misbehave(ReceivedRequest::isStatement, new Misbehaviour.Hang(gate));
      Future<Integer> answer = threads.submit(() -> client.post("SELECT 1").statusCode());
      assertThat(cluster.awaitReceived(ReceivedRequest::isStatement, 1, Duration.ofSeconds(10)))
          .isTrue();

      Future<?> closing = threads.submit(broker::close);
      awaitRefusal(broker);
      assertThat(closing.isDone()).isFalse();
      gate.open();

      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(200);
      closing.get(20, TimeUnit.SECONDS);
    }
  }

  private static void awaitRefusal(RunningBroker broker) {
    assertThatThrownBy(
            () -> {
              while (true) {
                new RawClient(broker.front()).close();
              }
            })
        .isInstanceOf(IOException.class);
  }
}
