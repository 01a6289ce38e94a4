package io.sluice.broker.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;

final class BodyPipeTest {
  private final BodyPipe pipe = new BodyPipe();
  private final List<Integer> asked = new ArrayList<>();

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  private static String text(Receiver receiver) {
    return new String(receiver.taken(), US_ASCII);
  }

  @Test
  void bytes_goStraightThrough_whenTheReceiverTakesThem() throws IOException {
    var receiver = new Receiver(100);
    pipe.produce(receiver);

    pipe.accept(bytes("hello"));

    assertThat(text(receiver)).isEqualTo("hello");
    assertThat(pipe.available()).isZero();
    assertThat(receiver.events()).isEmpty();
  }

  @Test
  void bytes_thatComeBeforeTheReceiver_waitForIt() throws IOException {
    pipe.accept(bytes("hello "));
    pipe.accept(bytes("world"));
    assertThat(pipe.available()).isEqualTo(11);
    var receiver = new Receiver(100);

    pipe.produce(receiver);

    assertThat(text(receiver)).isEqualTo("hello world");
  }

  @Test
  void bytes_thatTheReceiverRefuses_areKeptInOrder_andOutputIsRequested() throws IOException {
    var receiver = new Receiver(3);
    pipe.produce(receiver);

    pipe.accept(bytes("abcdef"));
    pipe.accept(bytes("ghi"));
    assertThat(text(receiver)).isEqualTo("abc");
    assertThat(receiver.events()).contains("output requested");
    receiver.makeRoom(100);
    pipe.produce(receiver);

    assertThat(text(receiver)).isEqualTo("abcdefghi");
  }

  @Test
  void sender_isAskedForMoreAtOnce_whenNothingIsKept() throws IOException {
    pipe.requestMore(asked::add);

    assertThat(asked).containsExactly(BodyPipe.WINDOW);
  }

  @Test
  void sender_isAskedForMore_onlyOnceAllThatIsKeptHasGone() throws IOException {
    var receiver = new Receiver(0);
    pipe.produce(receiver);
    pipe.accept(bytes("abcdef"));

    pipe.requestMore(asked::add);
    receiver.makeRoom(5);
    pipe.produce(receiver);
    assertThat(asked).isEmpty();
    receiver.makeRoom(5);
    pipe.produce(receiver);
    pipe.produce(receiver);

    assertThat(asked).containsExactly(BodyPipe.WINDOW);
  }

  @Test
  void end_comesAfterAllBytes_andOnce() throws IOException {
    var receiver = new Receiver(2);
    pipe.produce(receiver);
    pipe.accept(bytes("abcdef"));

    pipe.end(null);
    assertThat(receiver.events()).noneMatch(event -> event.startsWith("end"));
    receiver.makeRoom(100);
    pipe.produce(receiver);
    pipe.produce(receiver);

    assertThat(receiver.events())
        .filteredOn(event -> event.startsWith("end"))
        .containsExactly("end after 6");
    assertThat(pipe.available()).isZero();
  }

  @Test
  void end_ofAnEmptyBody_isAvailableForTheReceiver() throws IOException {
    pipe.end(null);
    assertThat(pipe.available()).isPositive();
    var receiver = new Receiver(0);

    pipe.produce(receiver);

    assertThat(receiver.events()).containsExactly("end after 0");
    assertThat(pipe.available()).isZero();
  }

  @Test
  void brokenOffBody_failsItsReceiver_insteadOfEnding() throws IOException {
    var receiver = new Receiver(2);
    pipe.produce(receiver);
    pipe.accept(bytes("abcdef"));

    pipe.breakOff();

    assertThat(pipe.available()).isPositive();
    assertThatThrownBy(() -> pipe.produce(receiver)).isInstanceOf(IOException.class);
    assertThat(receiver.events()).noneMatch(event -> event.startsWith("end"));
  }

  @Test
  void discardedBody_isDropped_andItsSenderGoesOn() throws IOException {
    var receiver = new Receiver(2);
    pipe.produce(receiver);
    pipe.accept(bytes("abcdef"));
    pipe.requestMore(asked::add);

    pipe.discard();
    pipe.accept(bytes("ghi"));
    pipe.requestMore(asked::add);
    pipe.end(null);

    assertThat(asked).containsExactly(BodyPipe.WINDOW, BodyPipe.WINDOW);
    assertThat(text(receiver)).isEqualTo("ab");
    assertThat(receiver.events()).noneMatch(event -> event.startsWith("end"));
  }

  /** Doubles what passes; counts how often it is closed. */
  private static final class Doubling implements BodyEdit {
    private int closed;

    @Override
    public ByteBuffer edit(ByteBuffer bytes) throws IOException {
      String text = US_ASCII.decode(bytes).toString();
      if (text.contains("!")) {
        throw new IOException("broken");
      }
      return bytes(text + text);
    }

    @Override
    public ByteBuffer end() {
      return bytes(".");
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void edit_isClosedOnce_atTheEnd() throws IOException {
    var edit = new Doubling();
    var receiver = new Receiver(10);
    pipe.through(edit);
    pipe.produce(receiver);
    pipe.accept(bytes("ab"));
    assertThat(edit.closed).isZero();

    pipe.end(null);
    pipe.drop();

    assertThat(text(receiver)).isEqualTo("abab.");
    assertThat(edit.closed).isOne();
  }

  @Test
  void edit_isClosedOnce_whenNobodyWantsTheRest_andNothingPassesBeside() throws IOException {
    var edit = new Doubling();
    var receiver = new Receiver(10);
    pipe.through(edit);
    pipe.produce(receiver);
    assertThatThrownBy(() -> pipe.accept(bytes("!"))).isInstanceOf(IOException.class);

    pipe.drop();
    pipe.discard();
    pipe.accept(bytes("ab"));

    assertThat(text(receiver)).isEmpty();
    assertThat(edit.closed).isOne();
  }

  @Test
  void edit_thatComesTooLate_isClosed() {
    var edit = new Doubling();
    pipe.drop();

    pipe.through(edit);

    assertThat(edit.closed).isOne();
  }

  @Test
  void trailers_passWithTheEnd() throws IOException {
    var receiver = new Receiver(10);
    pipe.produce(receiver);

    pipe.end(List.of(new BasicHeader("X-Check", "1")));

    assertThat(receiver.events()).containsExactly("end after 0 with [X-Check: 1]");
  }

  @Test
  void kept_staysWithinOneWindowAndOneRead_whateverTheReceiverDoes() throws IOException {
    var random = new Random(7);
    var receiver = new Receiver(0);
    var sent = new ByteArrayOutputStream();
    int[] window = {BodyPipe.WINDOW};
    int most = 0;
    pipe.produce(receiver);
    while (sent.size() < 4_000_000) {
      // The sender keeps to its window as HttpCore does: one read may overdraw it.
      if (window[0] > 0) {
        byte[] read = new byte[1 + random.nextInt(16 * 1024)];
        random.nextBytes(read);
        sent.writeBytes(read);
        pipe.accept(ByteBuffer.wrap(read));
        window[0] -= read.length;
        if (window[0] <= 0) {
          pipe.requestMore(more -> window[0] += more);
        }
      } else {
        receiver.makeRoom(random.nextInt(40_000));
        pipe.produce(receiver);
      }
      most = Math.max(most, pipe.available());
    }
    pipe.end(null);
    receiver.makeRoom(Integer.MAX_VALUE);
    pipe.produce(receiver);

    assertThat(receiver.taken()).isEqualTo(sent.toByteArray());
    assertThat(most)
        .isGreaterThan(BodyPipe.WINDOW / 2)
        .isLessThanOrEqualTo(BodyPipe.WINDOW + 16 * 1024);
  }
}
