package io.sluice.broker.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.RuleEdit.Edited;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two replicas, one archive: who is followed when. */
final class RuleCourseTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

  private final ArchiveInMemory archive = new ArchiveInMemory();
  private final Replica a = new Replica("a");
  private final Replica b = new Replica("b");

  /** A replica with a directory, which can be restarted. */
  private final class Replica {
    private final String name;
    private final MemoryInMemory memory = new MemoryInMemory();
    private final List<RuleFiles> written = new ArrayList<>();
    private SwitchInMemory rules = new SwitchInMemory();
    private Optional<RuleOutput> output = Optional.empty();
    private RuleCourse course = course();

    Replica(String name) {
      this.name = name;
    }

    private RuleCourse course() {
      return new RuleCourse(archive, memory, rules, output, name, CLOCK);
    }

    List<Diagnostic> start(String directory, String... groups) {
      rules = new SwitchInMemory();
      rules.groups(groups);
      course = course();
      return course.start(found(directory));
    }

    Replica owningItsDirectory() {
      output = Optional.of(written::add);
      return this;
    }

    void edit(String directory) {
      course.directoryChanged(found(directory));
    }

    ChangeOutcome put(String text) {
      return course.change(_ -> new Edited.To(files(text)), "ann", "because", ActivationOrigin.API);
    }

    RuleSetVersion inForce() {
      return rules.version().orElseThrow();
    }

    CourseState state() {
      return rules.state();
    }
  }

  private static RuleFiles files(String text) {
    return new RuleFiles(List.of(new RuleFile("a.drl", text)));
  }

  private static RuleSetVersion version(String text) {
    return files(text).version();
  }

  private static DirectoryContent found(String text) {
    return new DirectoryContent.Found(files(text));
  }

  private static DirectoryContent unreadable() {
    return new DirectoryContent.Unreadable(
        new Diagnostic(Diagnostic.Severity.ERROR, "", 0, 0, "no such directory"));
  }

  private List<RuleSetVersion> versions(String... texts) {
    return List.of(texts).stream().map(RuleCourseTest::version).toList();
  }

  @Test
  void first_start_activates_and_archives_the_directory() {
    assertThat(a.start("one")).isEmpty();

    assertThat(a.inForce()).isEqualTo(version("one"));
    Activation activation = archive.latest().orElseThrow().activation();
    assertThat(activation.who()).isEqualTo("directory of a");
    assertThat(activation.origin()).isEqualTo(ActivationOrigin.DIRECTORY);
    assertThat(a.state().difference()).isEmpty();
  }

  @Test
  void second_replica_with_the_same_directory_adds_nothing() {
    a.start("one");
    b.start("one");

    assertThat(archive.history()).isEqualTo(versions("one"));
    assertThat(b.inForce()).isEqualTo(version("one"));
  }

  @Test
  void edit_of_one_directory_is_followed_by_the_other_replica() {
    a.start("one");
    b.start("one");
    a.edit("two");
    b.course.follow();

    assertThat(archive.history()).isEqualTo(versions("one", "two"));
    assertThat(b.inForce()).isEqualTo(version("two"));
    assertThat(b.state().directory()).contains(version("one"));
    assertThat(b.state().difference())
        .isEqualTo("activation 2 (DIRECTORY by directory of a) counts until the directory changes");
  }

  @Test
  void same_edit_of_both_directories_is_one_activation() {
    a.start("one");
    b.start("one");
    a.edit("two");
    b.edit("two");

    assertThat(archive.history()).isEqualTo(versions("one", "two"));
    assertThat(b.state().difference()).isEmpty();
  }

  @Test
  void rollback_beats_directories_that_nobody_touched_also_after_a_restart() {
    a.start("one");
    b.start("one");
    a.edit("two");
    b.edit("two");
    b.put("one");
    a.course.follow();

    assertThat(a.inForce()).isEqualTo(version("one"));
    a.start("two");
    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().difference()).contains("activation 3 (API by ann)");
    assertThat(archive.history()).isEqualTo(versions("one", "two", "one"));
  }

  @Test
  void edit_after_a_rollback_counts_also_when_it_was_made_while_the_broker_was_down() {
    a.start("one");
    a.put("two");
    a.start("three");

    assertThat(a.inForce()).isEqualTo(version("three"));
    assertThat(archive.history()).isEqualTo(versions("one", "two", "three"));
  }

  @Test
  void return_to_an_old_content_is_an_edit_too() {
    a.start("one");
    a.edit("two");
    a.start("one");

    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(archive.history()).isEqualTo(versions("one", "two", "one"));
  }

  @Test
  void replica_without_a_memory_follows_the_archive_if_its_directory_is_an_old_version() {
    a.start("one");
    a.edit("two");
    b.start("one");

    assertThat(b.inForce()).isEqualTo(version("two"));
    assertThat(b.state().difference()).contains("activation 2");
    assertThat(b.state().refused()).isEmpty();
  }

  @Test
  void replica_without_a_memory_activates_what_the_archive_has_never_seen() {
    a.start("one");
    b.start("two");
    a.course.follow();

    assertThat(a.inForce()).isEqualTo(version("two"));
  }

  @Test
  void kept_candidate_counts_as_never_seen() {
    a.start("one");
    archive.keep(files("two"), CLOCK.instant(), "ann");
    b.start("two");

    assertThat(b.inForce()).isEqualTo(version("two"));
  }

  @Test
  void broken_edit_stays_out_and_its_mending_gets_in() {
    a.start("one");
    a.edit("broken");

    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().refused()).contains(version("broken"));
    assertThat(a.state().diagnostics()).extracting(Diagnostic::message).containsExactly("broken!");
    a.edit("two");
    assertThat(a.inForce()).isEqualTo(version("two"));
    assertThat(a.state().refused()).isEmpty();
  }

  @Test
  void broken_edit_that_is_taken_back_does_not_undo_a_rollback() {
    a.start("one");
    a.edit("two");
    a.put("one");
    a.edit("broken");
    a.edit("two");

    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().refused()).isEmpty();
    assertThat(a.state().difference()).contains("activation 3");
  }

  @Test
  void start_with_a_broken_directory_takes_the_archives_version_and_says_so() {
    a.start("one");

    assertThat(a.start("broken")).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().refused()).contains(version("broken"));
    assertThat(a.start("broken")).isEmpty();
    assertThat(a.state().refused()).contains(version("broken"));
  }

  @Test
  void start_with_a_directory_that_cant_be_read_takes_the_archives_version() {
    a.start("one");
    a.course = a.course();
    a.rules = new SwitchInMemory();
    a.course = a.course();

    assertThat(a.course.start(unreadable())).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("no such directory");
  }

  @Test
  void start_with_a_broken_directory_and_no_archive_takes_the_local_copy() {
    a.start("one");
    archive.away(true);

    assertThat(a.start("broken")).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().refused()).contains(version("broken"));
  }

  @Test
  void start_with_a_broken_directory_and_nothing_else_fails_with_what_is_wrong() {
    assertThat(a.start("broken")).extracting(Diagnostic::message).containsExactly("broken!");

    archive.away(true);
    assertThat(b.start("broken")).extracting(Diagnostic::message).containsExactly("broken!");
  }

  @Test
  void edits_without_the_store_count_here_and_are_archived_in_order_when_it_is_back() {
    a.start("one");
    b.start("one");
    archive.away(true);
    a.edit("two");
    a.edit("three");
    assertThat(a.inForce()).isEqualTo(version("three"));
    assertThat(a.state().waiting()).isEqualTo(2);

    a.start("three");
    assertThat(a.inForce()).isEqualTo(version("three"));
    archive.away(false);
    a.course.follow();
    b.course.follow();

    assertThat(archive.history()).isEqualTo(versions("one", "two", "three"));
    assertThat(a.state().waiting()).isZero();
    assertThat(b.inForce()).isEqualTo(version("three"));
  }

  @Test
  void start_without_the_store_goes_on_with_what_was_in_force() {
    a.start("one");
    a.edit("two");
    a.put("one");
    archive.away(true);
    a.start("two");

    assertThat(a.inForce()).isEqualTo(version("one"));
    archive.away(false);
    a.course.follow();
    assertThat(archive.history()).isEqualTo(versions("one", "two", "one"));
  }

  @Test
  void first_start_without_the_store_takes_the_directory_until_the_archive_knows_better() {
    a.start("one");
    a.edit("two");
    archive.away(true);
    b.start("one");
    assertThat(b.inForce()).isEqualTo(version("one"));

    archive.away(false);
    b.course.follow();
    assertThat(b.inForce()).isEqualTo(version("two"));
    assertThat(archive.history()).isEqualTo(versions("one", "two"));
  }

  @Test
  void first_start_without_the_store_and_with_an_unknown_directory_is_archived_later() {
    a.start("one");
    archive.away(true);
    b.start("new");
    archive.away(false);
    b.course.follow();
    a.course.follow();

    assertThat(a.inForce()).isEqualTo(version("new"));
  }

  @Test
  void change_without_the_store_is_refused_and_changes_nothing() {
    a.start("one");
    archive.away(true);

    assertThatThrownBy(() -> a.put("two")).isInstanceOf(StoreException.class);
    assertThat(a.inForce()).isEqualTo(version("one"));
  }

  @Test
  void refused_directory_is_activated_once_its_group_exists() {
    a.start("one");
    a.edit("needs etl");
    assertThat(a.state().refused()).isPresent();

    a.rules.groups("etl");
    a.course.targetsChanged();
    assertThat(a.inForce()).isEqualTo(version("needs etl"));
    assertThat(a.state().refused()).isEmpty();
  }

  @Test
  void refused_directory_is_passed_over_for_a_later_activation() {
    a.start("one");
    a.edit("needs etl");
    a.put("two");
    a.rules.groups("etl");
    a.course.targetsChanged();

    assertThat(a.inForce()).isEqualTo(version("two"));
    a.start("needs etl", "etl");
    assertThat(a.inForce()).isEqualTo(version("two"));
    assertThat(a.state().refused()).isEmpty();
  }

  @Test
  void set_in_force_stays_when_its_group_goes_also_after_a_restart_and_elsewhere() {
    a.start("needs etl", "etl");
    a.rules.groups();
    a.course.targetsChanged();
    assertThat(a.inForce()).isEqualTo(version("needs etl"));

    assertThat(a.start("needs etl")).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("needs etl"));
    assertThat(b.start("needs etl")).isEmpty();
    archive.away(true);
    assertThat(a.start("needs etl")).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("needs etl"));
  }

  @Test
  void start_goes_back_to_an_older_version_when_the_latest_cant_be_used_any_more() {
    a.start("one");
    archive.append(
        1,
        new Activation(
            version("broken"),
            CLOCK.instant(),
            "a newer broker",
            "",
            ActivationOrigin.API,
            a.rules.targets()),
        files("broken"));
    a.memory.forget();

    assertThat(a.start("one")).isEmpty();
    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().refused()).contains(version("broken"));
  }

  @Test
  void change_that_loses_a_race_is_applied_to_what_the_winner_made() {
    a.start("one");
    b.start("one");
    var seen = new ArrayList<RuleSetVersion>();
    ChangeOutcome outcome =
        a.course.change(
            current -> {
              seen.add(current.version());
              if (seen.size() == 1) {
                b.put("two");
              }
              return new Edited.To(files("three"));
            },
            "ann",
            "",
            ActivationOrigin.API);

    assertThat(outcome).isInstanceOf(ChangeOutcome.Active.class);
    assertThat(seen).isEqualTo(versions("one", "two"));
    assertThat(archive.history()).isEqualTo(versions("one", "two", "three"));
  }

  @Test
  void change_that_is_broken_or_declined_or_nothing_new_leaves_no_trace() {
    a.start("one");

    assertThat(a.put("broken")).isInstanceOf(ChangeOutcome.Refused.class);
    assertThat(
            a.course.change(
                _ -> new Edited.Declined(Optional.empty()), "ann", "", ActivationOrigin.API))
        .isInstanceOf(ChangeOutcome.Declined.class);
    assertThat(a.put("one")).isInstanceOf(ChangeOutcome.Active.class);
    assertThat(archive.history()).isEqualTo(versions("one"));
    assertThat(archive.find(version("broken"))).isEmpty();
  }

  @Test
  void change_of_what_this_replica_has_not_followed_yet_starts_from_the_archives_latest() {
    a.start("one");
    b.start("one");
    b.put("two");
    var seen = new ArrayList<RuleSetVersion>();
    a.course.change(
        current -> {
          seen.add(current.version());
          return new Edited.To(files("three"));
        },
        "ann",
        "",
        ActivationOrigin.API);

    assertThat(seen).isEqualTo(versions("two"));
  }

  @Test
  void owned_directory_seeds_an_empty_archive_and_is_written_from_then_on() {
    a.owningItsDirectory().start("one");
    b.owningItsDirectory().start("other");

    assertThat(archive.history()).isEqualTo(versions("one"));
    assertThat(b.inForce()).isEqualTo(version("one"));
    assertThat(b.written).containsExactly(files("one"));
    a.put("two");
    b.course.follow();
    assertThat(b.written).containsExactly(files("one"), files("two"));
    assertThat(b.state().difference()).isEmpty();
  }

  @Test
  void edit_of_an_owned_directory_is_not_activated_but_kept_before_it_is_written_over() {
    a.owningItsDirectory().start("one");
    a.edit("by hand");

    assertThat(a.inForce()).isEqualTo(version("one"));
    assertThat(a.state().difference()).contains("changed over REST");
    assertThat(a.state().refused()).isEmpty();
    a.put("two");
    assertThat(a.written).endsWith(files("two"));
    assertThat(archive.find(version("by hand"))).isPresent();
    assertThat(archive.history()).isEqualTo(versions("one", "two"));
  }

  @Test
  void owned_directory_that_cant_be_written_is_told_and_tried_again() {
    var writable = new boolean[] {false};
    a.output =
        Optional.of(files -> {
          if (!writable[0]) {
            throw new IOException("read-only file system");
          }
          a.written.add(files);
        });
    a.start("one");
    a.put("two");
    assertThat(a.inForce()).isEqualTo(version("two"));
    assertThat(a.state().difference()).contains("read-only file system");

    writable[0] = true;
    a.course.follow();
    assertThat(a.written).containsExactly(files("two"));
    assertThat(a.state().difference()).isEmpty();
  }

  @Test
  void full_disk_under_the_memory_costs_nothing_but_the_memory() {
    a.memory.full(true);
    a.start("one");
    a.edit("two");

    assertThat(a.inForce()).isEqualTo(version("two"));
    assertThat(archive.history()).isEqualTo(versions("one", "two"));
  }

  @Test
  void new_store_gets_what_is_in_force() {
    a.start("one");
    a.edit("two");
    a.put("one");
    var fresh = new ArchiveInMemory();
    var rules = new SwitchInMemory();
    var course = new RuleCourse(fresh, a.memory, rules, Optional.empty(), "a", CLOCK);

    assertThat(course.start(found("two"))).isEmpty();
    assertThat(rules.version()).contains(version("one"));
    assertThat(fresh.history()).isEqualTo(versions("one"));
  }
}
