package io.sluice.broker.maintenance;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.sluice.admin.cluster.MaintenanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cluster's maintenance windows. A function of time and nothing else, so that all replicas agree.
 * A window lasts its whole duration, also when clocks are changed in the middle of it.
 */
public final class Windows {
  /** No windows. */
  public static final Windows NONE = new Windows(List.of());

  private static final Logger LOG = LoggerFactory.getLogger(Windows.class);

  private final List<Calendar> calendars;

  /**
   * A window's calendar. It is read as a clock on the wall shows it, each time once: what the
   * change to summer time skips comes as much later, and what the change back repeats comes the
   * first time only.
   */
  private record Calendar(MaintenanceWindow window, ExecutionTime times, ZoneId zone) {
    /** More than clocks are ever changed by. */
    private static final Duration CHANGE = Duration.ofHours(3);

    /** The last window that began, now or before. */
    Optional<Window> last(Instant at) {
      Optional<ZonedDateTime> wall = times.lastExecution(wall(at).plus(CHANGE));
      while (wall.isPresent() && moment(wall.get()).isAfter(at)) {
        wall = times.lastExecution(wall.get());
      }
      return wall.map(begin -> Window.beginning(moment(begin), window));
    }

    /** The first window that begins later. */
    Optional<Window> next(Instant at) {
      Optional<ZonedDateTime> wall = times.nextExecution(wall(at).minus(CHANGE));
      while (wall.isPresent() && !moment(wall.get()).isAfter(at)) {
        wall = times.nextExecution(wall.get());
      }
      return wall.map(begin -> Window.beginning(moment(begin), window));
    }

    private ZonedDateTime wall(Instant at) {
      return at.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
    }

    private Instant moment(ZonedDateTime wall) {
      return wall.toLocalDateTime().atZone(zone).toInstant();
    }
  }

  private Windows(List<Calendar> calendars) {
    this.calendars = List.copyOf(calendars);
  }

  /**
   * The windows that an operator named. One whose calendar can't be read is told in the log and
   * left out: the cluster is worth more than its calendar.
   *
   * @param zone whose clock counts where a window names none
   */
  public static Windows of(List<MaintenanceWindow> windows, ZoneId zone) {
    if (windows.isEmpty()) {
      return NONE;
    }
    var parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    var calendars = new ArrayList<Calendar>();
    for (MaintenanceWindow window : windows) {
      try {
        Cron cron = parser.parse(window.cron()).validate();
        calendars.add(
            new Calendar(window, ExecutionTime.forCron(cron), window.zone().orElse(zone)));
      } catch (IllegalArgumentException e) {
        LOG.error(
            "A maintenance window is left out, its calendar can't be read: {}: {}",
            window,
            e.getMessage());
      }
    }
    return new Windows(calendars);
  }

  public boolean isEmpty() {
    return calendars.isEmpty();
  }

  /** What they say at a moment, and for how long. */
  public Phase at(Instant at) {
    List<Window> begun = calendars.stream().flatMap(one -> one.last(at).stream()).toList();
    Optional<Window> open =
        begun.stream()
            .filter(window -> window.contains(at))
            .max(Comparator.comparing(Window::until));
    Optional<Instant> ended =
        begun.stream()
            .map(Window::until)
            .filter(end -> !end.isAfter(at))
            .max(Comparator.naturalOrder());
    Optional<Window> next =
        calendars.stream()
            .flatMap(one -> one.next(at).stream())
            .min(Comparator.comparing(Window::from));
    Instant ends = open.map(Window::until).orElse(Instant.MAX);
    Instant begins = next.map(Window::from).orElse(Instant.MAX);
    return new Phase(at, ends.isBefore(begins) ? ends : begins, open, ended, next);
  }
}
