package io.sluice.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a configuration file and tells of all that is wrong with it at once. What it accepts is
 * described in {@code docs/configuration.md}.
 */
public final class ConfigReader {
  /** Four bytes are the most that one character takes. */
  static final long MOST_BYTES = 4L * YamlText.MOST_CHARACTERS;

  private final Map<String, String> environment;
  private final int processors;

  /**
   * @param environment what {@code ${NAME}} stands for
   * @param processors how many there are: the default of {@code front.ioThreads}
   */
  public ConfigReader(Map<String, String> environment, int processors) {
    this.environment = Map.copyOf(environment);
    this.processors = processors;
  }

  /** A reader that knows the environment and the processors of this process. */
  public static ConfigReader ofProcess() {
    return new ConfigReader(System.getenv(), Runtime.getRuntime().availableProcessors());
  }

  /** Reads a file; that it can't be read is a problem like others. */
  public ConfigReading read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return unreadable(file, Files.size(file) + " bytes", "at most " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file, UTF_8);
      return parsed(text, file.toString(), file.toAbsolutePath().normalize());
    } catch (NoSuchFileException e) {
      return unreadable(file, "no such file", "the path of a configuration file");
    } catch (CharacterCodingException e) {
      return unreadable(file, "not UTF-8", "YAML in UTF-8");
    } catch (IOException e) {
      return unreadable(file, "can't be read: " + e.getMessage(), "a readable file");
    }
  }

  /**
   * Reads a text.
   *
   * @param name the name of the text in messages
   * @param folder where relative paths start, and the text would be a file of that name
   */
  public ConfigReading parse(String text, String name, Path folder) {
    return parsed(text, name, folder.resolve(name));
  }

  private ConfigReading parsed(String text, String name, Path file) {
    var problems = new Problems(name);
    Optional<Node> root =
        YamlText.parse(text, "a mapping with the key rules.defaultGroup at least", problems);
    if (root.isEmpty()) {
      return new ConfigReading.Invalid(problems.inOrder());
    }
    var scalars = new Scalars(new Substitution(environment), problems);
    var section = Section.of("", root.get(), scalars, problems);
    BrokerConfig config = new Layout(file, processors, problems).read(section);
    return problems.none()
        ? new ConfigReading.Valid(config)
        : new ConfigReading.Invalid(problems.inOrder());
  }

  private static ConfigReading unreadable(Path file, String what, String expected) {
    return new ConfigReading.Invalid(
        List.of(new ConfigProblem(file.toString(), 0, 0, "", what, expected)));
  }
}
