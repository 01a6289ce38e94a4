package io.sluice.broker.command;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command could not do its work: the last boundary of the process. */
final class Failure implements IExecutionExceptionHandler {
  private final Terminal terminal;

  Failure(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    switch (failure) {
      case InterruptedException _ -> Thread.currentThread().interrupt();
      case FileSystemException terse when terse.getReason() == null ->
          tell(terse.getFile() + ": " + reason(terse));
      case IOException expected -> tell(String.valueOf(expected.getMessage()));
      default -> log().error("{} failed", command.getCommandSpec().qualifiedName(), failure);
    }
    return ExitCode.FINDINGS;
  }

  /** Not a constant: the first one sets logging up, which nothing else does for help. */
  private static Logger log() {
    return LoggerFactory.getLogger(Failure.class);
  }

  /** The message of these exceptions is the bare file name. */
  private static String reason(FileSystemException terse) {
    return terse instanceof NoSuchFileException
        ? "no such file"
        : "can't be used: " + terse.getClass().getSimpleName();
  }

  private void tell(String message) {
    terminal.err().println(terminal.red("sluice: ") + message);
    terminal.err().flush();
  }
}
