package io.sluice.admin.cluster;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a secret stands, never the secret: it is looked up when it is used, so that it is in no
 * store, no answer and no log.
 */
public sealed interface SecretReference {

  /**
   * A variable of the broker's environment.
   *
   * @param name letters, digits and underscores
   */
  record Variable(String name) implements SecretReference {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** The message does not repeat the name: what follows a colon in it may be a secret. */
    public Variable {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "no name of a variable (expected: ${NAME} of letters, digits and underscores, without"
                + " a default)");
      }
    }

    @Override
    public String toString() {
      return "${" + name + "}";
    }
  }

  /**
   * A file that the broker can read; a line break at its end does not count.
   *
   * @param path an absolute path
   */
  record SecretFile(Path path) implements SecretReference {
    public SecretFile {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("a relative path (expected: file:/path, absolute)");
      }
    }

    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /**
   * Reads {@code ${NAME}} or {@code file:/path}; what {@code toString} writes.
   *
   * @throws IllegalArgumentException when it is neither; the message does not repeat the text,
   *     because it may be a secret
   */
  static SecretReference parse(String text) {
    if (text.startsWith("${") && text.endsWith("}")) {
      return new Variable(text.substring(2, text.length() - 1));
    }
    if (text.startsWith("file:")) {
      try {
        return new SecretFile(Path.of(text.substring("file:".length())));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException("file: no path (expected: file:/path)", e);
      }
    }
    throw new IllegalArgumentException(
        "a secret itself, which is not kept (expected: where it stands, ${NAME} or file:/path)");
  }
}
