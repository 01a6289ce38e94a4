package io.sluice.broker.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  private static final int LINE = 5000;
  private static final int MUCH = 1 << 30;

  @TempDir private Path directory;

  private JournalSettings settings(long segmentBytes, long maxBytes, long memoryBytes) {
    return new JournalSettings(directory, segmentBytes, maxBytes, memoryBytes, 64 * 1024);
  }

  private Journal open(JournalSettings settings) throws IOException {
    var journal = new Journal(settings);
    journal.start();
    return journal;
  }

  private Journal open() throws IOException {
    return open(settings(MUCH, 2L * MUCH, MUCH));
  }

  /** Takes all that is there, as the delivery does. */
  private static List<AuditEvent> drain(Journal journal) throws Exception {
    List<AuditEvent> events = new ArrayList<>();
    while (journal.state().undeliveredBytes() > 0 || journal.state().undelivered() > 0) {
      Batch batch = journal.next(Duration.ZERO);
      events.addAll(unwritten(batch));
      journal.delivered(batch);
    }
    return events;
  }

  private static List<AuditEvent> unwritten(Batch batch) {
    return batch.events().stream().map(JournalTest::unwritten).toList();
  }

  private static AuditEvent unwritten(AuditEvent event) {
    return event instanceof WrittenDecision decision ? Records.whole(decision) : event;
  }

  private static List<DecisionRecord> records(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Records.decision().number(i)).toList();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".journal")).sorted().toList();
    }
  }

  @Test
  void events_come_out_in_the_order_they_went_in() throws Exception {
    try (Journal journal = open()) {
      records(0, 1200).forEach(journal::append);

      assertThat(drain(journal)).containsExactlyElementsOf(records(0, 1200));
    }
  }

  @Test
  void events_beyond_memory_are_read_back_in_order() throws Exception {
    try (Journal journal = open(settings(20 * LINE, MUCH, 10 * LINE))) {
      records(0, 50).forEach(journal::append);
      Batch first = journal.next(Duration.ZERO);
      journal.delivered(first);
      records(50, 100).forEach(journal::append);

      List<AuditEvent> all = new ArrayList<>(unwritten(first));
      all.addAll(drain(journal));
      assertThat(all).containsExactlyElementsOf(records(0, 100));
    }
  }

  @Test
  void a_batch_that_is_not_reported_delivered_comes_again() throws Exception {
    try (Journal journal = open()) {
      records(0, 3).forEach(journal::append);

      assertThat(journal.next(Duration.ZERO)).isEqualTo(journal.next(Duration.ZERO));
    }
  }

  @Test
  void what_an_ended_process_left_comes_first() throws Exception {
    try (Journal journal = open()) {
      records(0, 3).forEach(journal::append);
    }
    try (Journal journal = open()) {
      records(3, 5).forEach(journal::append);

      assertThat(drain(journal)).containsExactlyElementsOf(records(0, 5));
    }
  }

  @Test
  void a_torn_last_line_is_counted_and_costs_nothing_else() throws Exception {
    try (Journal journal = open()) {
      records(0, 3).forEach(journal::append);
    }
    byte[] half = new EventJson().line(Records.decision().number(3));
    Files.write(
        segments().getFirst(),
        new String(half, StandardCharsets.UTF_8)
            .substring(0, half.length / 2)
            .getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);

    try (Journal journal = open()) {
      records(4, 6).forEach(journal::append);

      assertThat(drain(journal))
          .containsExactlyElementsOf(
              Stream.concat(records(0, 3).stream(), records(4, 6).stream()).toList());
      assertThat(journal.state().unreadable()).isEqualTo(1);
    }
  }

  @Test
  void a_line_that_is_no_event_is_set_aside_and_the_rest_delivered() throws Exception {
    try (Journal journal = open()) {
      records(0, 1).forEach(journal::append);
    }
    Files.writeString(segments().getFirst(), "garbage\n", StandardOpenOption.APPEND);
    Files.write(
        segments().getFirst(),
        new EventJson().line(Records.decision().number(1)),
        StandardOpenOption.APPEND);

    try (Journal journal = open()) {
      assertThat(drain(journal)).containsExactlyElementsOf(records(0, 2));
      assertThat(journal.state().unreadable()).isEqualTo(1);
      assertThat(directory.resolve("undeliverable.jsonl")).hasContent("garbage");
    }
  }

  @Test
  void files_are_rotated_and_deleted_when_all_in_them_is_delivered() throws Exception {
    try (Journal journal = open(settings(10 * LINE, MUCH, MUCH))) {
      records(0, 100).forEach(journal::append);
      assertThat(segments()).hasSizeBetween(5, 20);
      assertThat(segments()).allSatisfy(f -> assertThat(Files.size(f)).isLessThan(12 * LINE));

      drain(journal);
      assertThat(segments()).hasSize(1);
    }
  }

  @Test
  void a_journal_says_when_a_quarter_of_its_room_is_taken() throws Exception {
    long bytes = 0;
    for (DecisionRecord record : records(0, 10)) {
      bytes += new EventJson().line(record).length;
    }
    try (Journal journal = open(settings(bytes, 4 * bytes, MUCH))) {
      records(0, 10).forEach(journal::append);
      assertThat(trouble(journal)).isEmpty();

      records(10, 11).forEach(journal::append);
      assertThat(trouble(journal))
          .containsExactly(
              "11 decisions wait on local disk, as the store takes them more slowly than they come");

      drain(journal);
      assertThat(trouble(journal)).isEmpty();
    }
  }

  private static List<String> trouble(Journal journal) {
    return new DeliveryState(Optional.empty(), 0, 0, journal.state()).troubles();
  }

  @Test
  void what_memory_holds_is_delivered_though_its_file_is_deleted() throws Exception {
    long bytes = new EventJson().line(records(0, 1).getFirst()).length;
    try (Journal journal = open(settings(MUCH, 2L * MUCH, 4 * bytes))) {
      records(0, 10).forEach(journal::append);
      Batch inMemory = journal.next(Duration.ZERO);
      assertThat(inMemory.fromMemory()).isBetween(1, 9);
      journal.delivered(inMemory);
      records(10, 12).forEach(journal::append);
      Files.delete(segments().getFirst());

      assertThat(drain(journal)).containsExactlyElementsOf(records(10, 12));
      assertThat(journal.state().lost()).isEqualTo(10 - inMemory.fromMemory());
    }
  }

  @Test
  void a_journal_that_is_delivered_leaves_no_files() throws Exception {
    try (Journal journal = open()) {
      records(0, 10).forEach(journal::append);
      drain(journal);
    }

    assertThat(segments()).isEmpty();
  }

  @Test
  void a_full_journal_keeps_events_in_memory_then_loses_the_new_ones_not_the_old()
      throws Exception {
    try (Journal journal = open(settings(5 * LINE, 10 * LINE, 15 * LINE))) {
      List<Kept> kept = records(0, 40).stream().map(journal::append).toList();

      int onDisk = kept.lastIndexOf(Kept.ON_DISK) + 1;
      int safe = kept.lastIndexOf(Kept.IN_MEMORY) + 1;
      assertThat(onDisk).isBetween(5, 15);
      assertThat(safe).isBetween(onDisk + 1, 30);
      assertThat(kept.subList(safe, 40)).containsOnly(Kept.LOST);
      assertThat(journal.state().lost()).isEqualTo(40 - safe);
      assertThat(journal.state().writing()).isFalse();

      assertThat(drain(journal)).containsExactlyElementsOf(records(0, safe));
      assertThat(journal.append(Records.decision().number(99))).isEqualTo(Kept.ON_DISK);
      assertThat(journal.state().writing()).isTrue();
    }
  }

  @Test
  void an_interrupted_thread_appends_and_does_not_close_the_file_for_others() throws Exception {
    try (Journal journal = open()) {
      Thread.currentThread().interrupt();
      Kept kept = journal.append(Records.decision().number(0));
      assertThat(Thread.interrupted()).isTrue();

      assertThat(kept).isEqualTo(Kept.ON_DISK);
      assertThat(journal.append(Records.decision().number(1))).isEqualTo(Kept.ON_DISK);
      assertThat(drain(journal)).containsExactlyElementsOf(records(0, 2));
    }
  }

  @Test
  void a_directory_in_use_is_refused_with_the_mend() throws Exception {
    try (Journal _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "journal directory: %s is in use by another process (expected: a folder of its own for each broker)",
              directory);
    }
    open().close();
  }

  @Test
  void appends_of_64_virtual_threads_are_all_kept() throws Exception {
    try (Journal journal = open(settings(200 * LINE, MUCH, 300 * LINE))) {
      List<Thread> threads =
          IntStream.range(0, 64)
              .mapToObj(t ->
                  Thread.startVirtualThread(
                      () -> records(t * 20, t * 20 + 20).forEach(journal::append)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(drain(journal)).containsExactlyInAnyOrderElementsOf(records(0, 1280));
    }
  }

  @Test
  void a_closed_journal_loses_what_comes_and_counts_it() throws Exception {
    Journal journal = open();
    journal.close();

    assertThat(journal.append(Records.decision().number(1))).isEqualTo(Kept.LOST);
    assertThat(journal.state().lost()).isEqualTo(1);
  }

  @Test
  void a_disk_that_fails_leaves_events_in_memory() throws Exception {
    try (Journal journal = open(settings(1, MUCH, MUCH))) {
      assertThat(journal.append(Records.decision().number(0))).isEqualTo(Kept.ON_DISK);
      // The next append begins a new file: a folder of its name is in the way.
      long next = Files.size(segments().getFirst());
      Path inTheWay = Files.createDirectory(directory.resolve("%019d.journal".formatted(next)));

      assertThat(journal.append(Records.decision().number(1))).isEqualTo(Kept.IN_MEMORY);
      Files.delete(inTheWay);
      assertThat(journal.append(Records.decision().number(2))).isEqualTo(Kept.ON_DISK);
      assertThat(drain(journal)).containsExactlyElementsOf(records(0, 3));
    }
  }
}
