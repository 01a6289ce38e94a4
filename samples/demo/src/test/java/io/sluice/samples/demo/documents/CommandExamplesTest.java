package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.Main;
import io.sluice.broker.command.Terminal;
import io.sluice.samples.demo.DemoCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The command lines of the documents, run in this process; those that stay running, or need a
 * broker that runs, as help.
 */
class CommandExamplesTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** The benchmarks have a program and tests of their own, which this build leaves out. */
  private static final Pattern PROGRAM = Pattern.compile("^(bin/)?sluice (?!bench\\b)");

  private static final Set<String> STAY_RUNNING = Set.of("demo", "serve");

  /** What it does with a past is tried by the broker's ReplayTest. */
  private static final String NEEDS_A_PAST = "replay";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /**
   * A command line.
   *
   * @param line as the document has it
   * @param output what the document shows of its output
   */
  record Example(String line, Optional<String> output) {
    @Override
    public String toString() {
      return line;
    }
  }

  static Stream<Example> examples() {
    return Document.blocks("sh")
        .flatMap(block ->
            block
                .text()
                .replace("\\\n", " ")
                .lines()
                .filter(line -> PROGRAM.matcher(line).find())
                .map(line -> new Example(line, block.output())));
  }

  static Stream<String> mentions() {
    return Document.manual().stream()
        .flatMap(Document::inlineCode)
        .filter(code -> PROGRAM.matcher(code).find())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_endsWell_andPrintsWhatTheDocumentShows(Example example) {
    List<String> words = words(example.line());
    if (STAY_RUNNING.contains(words.getFirst()) || words.contains(NEEDS_A_PAST)) {
      words.add("--help");
    }

    int exit = run(words);

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    example
        .output()
        .ifPresent(shown -> assertThat(out.toString().lines()).containsAll(shown.lines().toList()));
  }

  @ParameterizedTest
  @MethodSource("mentions")
  void commandInRunningText_exists(String mention) {
    List<String> words = words(mention);
    words.add("--help");

    assertThat(run(words)).isZero();
    assertThat(out.toString()).contains("Usage: sluice");
  }

  /** The words behind the program's name; paths of the repository as they are seen from here. */
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    for (MatchResult word : WORD.matcher(line).results().skip(1).toList()) {
      String text =
          Stream.of(1, 2, 3)
              .map(word::group)
              .filter(group -> group != null)
              .findFirst()
              .orElseThrow();
      Path inRepository = Document.REPOSITORY.resolve(text.contains("/") ? text : "none");
      words.add(Files.exists(inRepository) ? inRepository.toString() : text);
    }
    return words;
  }

  private int run(List<String> words) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            InputStream.nullInputStream(),
            Ansi.OFF);
    var demo =
        new DemoCommand(
            path -> {
              throw new IOException("no example starts a broker: " + path);
            },
            errors -> stopping -> {},
            Map.of());
    return Main.command(terminal, List.of(new CommandLine(demo.spec())))
        .run(words.toArray(String[]::new));
  }
}
