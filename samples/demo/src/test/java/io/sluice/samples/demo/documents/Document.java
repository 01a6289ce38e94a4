package io.sluice.samples.demo.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document of the repository.
 *
 * @param path where it lies
 * @param text what it says
 */
record Document(Path path, String text) {
  /** The repository; tests run in the module's folder. */
  static final Path REPOSITORY = Path.of("../..");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)( \\w+)?\\n(.*?)^```$");
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");

  /**
   * A fenced block.
   *
   * @param document where it stands
   * @param language what its fence says, such as {@code drl}
   * @param mark the second word of its fence; empty when there is none
   * @param text what stands in it
   * @param output the block of language {@code text} right behind it
   */
  record Block(
      Document document, String language, String mark, String text, Optional<String> output) {
    @Override
    public String toString() {
      return document + ": " + text.lines().findFirst().orElse("");
    }
  }

  /** What users and operators read. */
  static List<Document> manual() {
    var documents = new ArrayList<Document>();
    documents.add(at(REPOSITORY.resolve("README.md")));
    documents.add(at(REPOSITORY.resolve("CHANGELOG.md")));
    try (Stream<Path> files = Files.list(REPOSITORY.resolve("docs"))) {
      files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Document::at)
          .forEach(documents::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  static Document at(Path path) {
    try {
      return new Document(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All blocks of a language, of all that users and operators read. */
  static Stream<Block> blocks(String language) {
    return manual().stream()
        .flatMap(document -> document.blocks().stream())
        .filter(block -> block.language().equals(language));
  }

  private List<Block> blocks() {
    List<MatchResult> found = BLOCK.matcher(text).results().toList();
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < found.size(); i++) {
      MatchResult match = found.get(i);
      Optional<String> output =
          i + 1 < found.size() ? outputOf(match, found.get(i + 1)) : Optional.empty();
      String mark = match.group(2) == null ? "" : match.group(2).strip();
      blocks.add(new Block(this, match.group(1), mark, match.group(3), output));
    }
    return blocks;
  }

  private Optional<String> outputOf(MatchResult block, MatchResult next) {
    boolean follows = text.substring(block.end(), next.start()).isBlank();
    return follows && next.group(1).equals("text") ? Optional.of(next.group(3)) : Optional.empty();
  }

  /** What stands between backticks in running text. */
  Stream<String> inlineCode() {
    Matcher inline = INLINE.matcher(BLOCK.matcher(text).replaceAll(""));
    return inline.results().map(match -> match.group(1));
  }

  @Override
  public String toString() {
    return REPOSITORY.relativize(path).toString();
  }
}
