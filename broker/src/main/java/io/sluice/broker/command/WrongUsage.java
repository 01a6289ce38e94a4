package io.sluice.broker.command;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments in a line or two, not with a page of help. */
final class WrongUsage implements IParameterExceptionHandler {
  private final Terminal terminal;

  WrongUsage(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println(terminal.red("sluice: ") + message(wrong));
    UnmatchedArgumentException.printSuggestions(wrong, terminal.err());
    terminal.err().println("Try '" + command + " --help'.");
    terminal.err().flush();
    return ExitCode.WRONG_USAGE;
  }

  /** Some of the parser's messages begin with a word of their own. */
  private static String message(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    return message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
  }
}
