package io.sluice.broker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static MaintenanceWindow window(String cron, Duration duration, ZoneId zone) {
    return new MaintenanceWindow(cron, duration, Optional.of(zone));
  }

  private static Windows windows(MaintenanceWindow... all) {
    return Windows.of(Arrays.asList(all), UTC);
  }

  private static Optional<String> open(Windows windows, String at) {
    return windows
        .at(Instant.parse(at))
        .open()
        .map(window -> window.from() + " to " + window.until());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T23:59:59.999Z, ",
    "2026-11-22T01:59:59.999999999Z, ",
    "2026-11-22T02:00:00Z, 2026-11-22T02:00:00Z to 2026-11-22T04:00:00Z",
    "2026-11-22T02:00:00.5Z, 2026-11-22T02:00:00Z to 2026-11-22T04:00:00Z",
    "2026-11-22T03:59:59.999Z, 2026-11-22T02:00:00Z to 2026-11-22T04:00:00Z",
    "2026-11-22T04:00:00Z, ",
    "2026-11-23T03:00:00Z, ",
    "2026-11-29T02:30:00Z, 2026-11-29T02:00:00Z to 2026-11-29T04:00:00Z"
  })
  void window_isOpen_fromItsFirstMoment_untilTheFirstAfterIt(String at, String expected) {
    Windows sundays = windows(window("0 2 * * 0", Duration.ofHours(2), UTC));

    assertThat(open(sundays, at)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void zone_isTheWindows_orElseThatOfTheRules() {
    var said = window("0 2 * * *", Duration.ofHours(1), BERLIN);
    var unsaid = new MaintenanceWindow("0 2 * * *", Duration.ofHours(1), Optional.empty());

    assertThat(open(windows(said), "2026-11-22T01:30:00Z")).isPresent();
    assertThat(open(Windows.of(Arrays.asList(unsaid), BERLIN), "2026-11-22T01:30:00Z")).isPresent();
    assertThat(open(Windows.of(Arrays.asList(unsaid), UTC), "2026-11-22T01:30:00Z")).isEmpty();
  }

  /** On 2026-03-29 at 01:00Z clocks in Berlin go from 02:00 to 03:00. */
  @ParameterizedTest
  @CsvSource({
    "0 1 * * *, 2026-03-29T00:30:00Z, 2026-03-29T00:00:00Z to 2026-03-29T02:00:00Z",
    "0 1 * * *, 2026-03-29T01:30:00Z, 2026-03-29T00:00:00Z to 2026-03-29T02:00:00Z",
    "0 1 * * *, 2026-03-29T02:00:00Z, ",
    "30 2 * * *, 2026-03-28T01:30:00Z, 2026-03-28T01:30:00Z to 2026-03-28T03:30:00Z",
    "30 2 * * *, 2026-03-29T00:59:00Z, ",
    "30 2 * * *, 2026-03-29T01:15:00Z, ",
    "30 2 * * *, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z to 2026-03-29T03:30:00Z",
    "30 2 * * *, 2026-03-30T00:45:00Z, 2026-03-30T00:30:00Z to 2026-03-30T02:30:00Z"
  })
  void window_lastsItsWholeDuration_whenClocksGoForward(String cron, String at, String expected) {
    assertThat(open(windows(window(cron, Duration.ofHours(2), BERLIN)), at))
        .isEqualTo(Optional.ofNullable(expected));
  }

  /** On 2026-10-25 at 01:00Z clocks in Berlin go from 03:00 to 02:00. */
  @ParameterizedTest
  @CsvSource({
    "0 1 * * *, 2026-10-24T23:30:00Z, 2026-10-24T23:00:00Z to 2026-10-25T01:00:00Z",
    "0 1 * * *, 2026-10-25T01:00:00Z, ",
    "0 2 * * *, 2026-10-25T00:00:00Z, 2026-10-25T00:00:00Z to 2026-10-25T02:00:00Z",
    "0 2 * * *, 2026-10-25T01:30:00Z, 2026-10-25T00:00:00Z to 2026-10-25T02:00:00Z",
    "0 2 * * *, 2026-10-25T02:00:00Z, ",
    "30 2 * * *, 2026-10-25T01:10:00Z, 2026-10-25T00:30:00Z to 2026-10-25T02:30:00Z"
  })
  void window_beginsOnce_whenClocksGoBack(String cron, String at, String expected) {
    assertThat(open(windows(window(cron, Duration.ofHours(2), BERLIN)), at))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void phase_holds_untilSomethingBeginsOrEnds_andTellsWhatComes() {
    Windows nights = windows(window("0 2 * * *", Duration.ofHours(2), UTC));

    Phase before = nights.at(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(before.until()).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(before.ended()).contains(Instant.parse("2026-11-21T04:00:00Z"));
    assertThat(before.next().orElseThrow().from()).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(before.covers(before.until())).isFalse();

    Phase during = nights.at(Instant.parse("2026-11-22T02:00:00Z"));
    assertThat(during.until()).isEqualTo("2026-11-22T04:00:00Z");
    assertThat(during.next().orElseThrow().from()).isEqualTo("2026-11-23T02:00:00Z");
  }

  @Test
  void phase_beforeAWindowThatClocksSkip_endsWhenItBegins() {
    Windows nights = windows(window("30 2 * * *", Duration.ofHours(2), BERLIN));

    assertThat(nights.at(Instant.parse("2026-03-29T01:15:00Z")).until())
        .isEqualTo("2026-03-29T01:30:00Z");
  }

  @Test
  void severalWindows_areOpenTogether_andTheOneThatEndsLastIsTold() {
    Windows both =
        windows(
            window("0 2 * * *", Duration.ofHours(1), UTC),
            window("30 2 * * 0", Duration.ofHours(4), UTC));

    assertThat(open(both, "2026-11-22T02:45:00Z"))
        .contains("2026-11-22T02:30:00Z to 2026-11-22T06:30:00Z");
    assertThat(open(both, "2026-11-23T02:45:00Z"))
        .contains("2026-11-23T02:00:00Z to 2026-11-23T03:00:00Z");
  }

  @Test
  void windowThatIsLongerThanItsPeriod_isAlwaysOpen() {
    Windows always = windows(window("0 * * * *", Duration.ofMinutes(90), UTC));

    for (int minute = 0; minute < 180; minute += 7) {
      assertThat(always.at(Instant.parse("2026-11-22T00:00:00Z").plusSeconds(minute * 60L)).open())
          .isPresent();
    }
  }
}
