package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
public final class ProductVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"sluice " + number() + " (Java " + Runtime.version() + ")"};
  }

  /** The number alone, such as 0.1.0. */
  public static String number() {
    try (InputStream resource = ProductVersion.class.getResourceAsStream("version.txt")) {
      return new String(Objects.requireNonNull(resource).readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt can't be read from the class path", e);
    }
  }
}
