package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keeps logback.xml's promise: an event is a line. */
class LogFormatTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws JoranException {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private String line(String message, @Nullable Throwable thrown) {
    Logger logger = context.getLogger("io.sluice.broker.Example");
    var event = new LoggingEvent("", logger, Level.WARN, message, thrown, null);
    event.setThreadName("main");
    event.setInstant(Instant.parse("2026-11-23T02:00:00Z"));
    var appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    assertThat(appender.getTarget()).isEqualTo("System.err");
    return new String(appender.getEncoder().encode(event), UTF_8);
  }

  @Test
  void message_cannotForgeALine() {
    assertThat(line("a\r\nb\nc", null))
        .isEqualTo("2026-11-23T02:00:00.000Z WARN  [main] Example: a | b | c\n");
  }

  @Test
  void stackTrace_isFolded() {
    assertThat(line("bad", new IllegalStateException("x\ny")))
        .startsWith(
            "2026-11-23T02:00:00.000Z WARN  [main] Example: bad | java.lang.IllegalStateException: x | y | at io.sluice.")
        .matches("[^\n]*[^ |]\n");
  }

  @Test
  void libraries_speakFromWarnOn_sluiceFromInfo() {
    assertThat(context.getLogger("org.eclipse").getEffectiveLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger("io.sluice.x").getEffectiveLevel()).isEqualTo(Level.INFO);
  }
}
