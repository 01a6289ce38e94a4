package io.sluice.broker.deciding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.version.RuleOutput;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFileName;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directory of the rule files. What belongs to the set: files whose name says so ({@link
 * RuleFileName#belongs}), down to a depth of 8, whose path has no part that starts with a dot. So
 * neither an editor's swap files nor the {@code ..data} folders of a Kubernetes ConfigMap count
 * twice.
 */
public final class RuleDirectory implements RuleOutput {
  private static final long MAX_FILE_BYTES = 4L * 1024 * 1024;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path directory;

  public RuleDirectory(Path directory) {
    this.directory = directory;
  }

  public Path path() {
    return directory;
  }

  /**
   * The content of all rule files.
   *
   * @throws IOException when the directory or a file can't be read, is too large, or is no UTF-8
   */
  public RuleFiles read() throws IOException {
    var files = new ArrayList<RuleFile>();
    for (Path path : rulePaths()) {
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new IOException(
            "%s: %d bytes (expected: at most %d)"
                .formatted(path, Files.size(path), MAX_FILE_BYTES));
      }
      files.add(file(path));
    }
    return new RuleFiles(files);
  }

  private RuleFile file(Path path) throws IOException {
    String name = name(path);
    return RuleFileName.isBinary(name)
        ? RuleFile.binary(name, Files.readAllBytes(path))
        : new RuleFile(name, text(path));
  }

  /** Some editors put a mark before the first character; it is no part of the text. */
  private static String text(Path path) throws IOException {
    try {
      String text = Files.readString(path, UTF_8);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("%s: no UTF-8 (expected: text in UTF-8)".formatted(path), e);
    }
  }

  /**
   * Makes the rule files these: writes those that differ, each in one step, and deletes the rule
   * files that are not among them. Files that are no rule files stay.
   */
  @Override
  public void write(RuleFiles files) throws IOException {
    Files.createDirectories(directory);
    Set<Path> wanted = new HashSet<>();
    for (RuleFile file : files.files()) {
      Path path = directory.resolve(file.name()).normalize();
      if (!path.startsWith(directory.normalize())) {
        throw new IOException(
            "%s: leads out of %s (expected: a name below it)".formatted(file.name(), directory));
      }
      wanted.add(path);
      write(path, file.bytes());
    }
    for (Path path : rulePaths()) {
      if (!wanted.contains(path.normalize())) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void write(Path path, byte[] content) throws IOException {
    if (Files.isRegularFile(path) && Arrays.equals(Files.readAllBytes(path), content)) {
      return;
    }
    Files.createDirectories(path.getParent());
    Path next = path.resolveSibling("." + path.getFileName() + ".next");
    Files.write(next, content);
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Changes whenever a file may have changed; cheap, because it reads no content. Follows links, so
   * that a swap of a linked folder shows.
   */
  String signature() throws IOException {
    var signature = new StringBuilder();
    for (Path path : rulePaths()) {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      signature
          .append(name(path))
          .append('|')
          .append(attributes.size())
          .append('|')
          .append(attributes.lastModifiedTime())
          .append('|')
          .append(attributes.fileKey())
          .append('\n');
    }
    return signature.toString();
  }

  private List<Path> rulePaths() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(
          directory.toString(), null, "rules.directory is no directory; create it or name another");
    }
    var walk = new Walk();
    Files.walkFileTree(
        directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), RuleFileName.MAX_PARTS, walk);
    return walk.found.stream().sorted().toList();
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file) && RuleFileName.belongs(file.toString())) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** What was deleted meanwhile is no part of the set, nor is a link that leads back up. */
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    private boolean hidden(Path path) {
      return !path.equals(directory) && path.getFileName().toString().startsWith(".");
    }
  }

  private String name(Path path) {
    return directory.relativize(path).toString().replace('\\', '/');
  }
}
