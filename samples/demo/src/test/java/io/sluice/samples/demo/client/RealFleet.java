package io.sluice.samples.demo.client;

import io.sluice.samples.demo.disk.FolderTree;
import io.sluice.samples.demo.engine.EngineCache;
import io.sluice.samples.demo.engine.Maven;
import io.sluice.samples.demo.fleet.DemoFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the real fleet and the client programs: started at the first use, shared by all
 * classes of the run, closed at its end.
 */
public final class RealFleet implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RealFleet.class);

  /** What is shared; JUnit closes it with the run. */
  private record Shared(DemoFleet fleet, Path folder) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      fleet.close();
      FolderTree.delete(folder);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == DemoFleet.class || type == ClientPrograms.class || type == RealBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == RealBroker.class) {
      return broker(context);
    }
    return type == DemoFleet.class ? shared(context).fleet() : programs(context);
  }

  /** The broker before the fleet; both are started when nobody asked for them before. */
  public RealBroker broker(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(
            RealBroker.class, _ -> brokerOf(shared(context).fleet()), RealBroker.class);
  }

  private static ClientPrograms programs(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(ClientPrograms.class, _ -> installed(), ClientPrograms.class);
  }

  private static Shared shared(ExtensionContext context) {
    return store(context).getOrComputeIfAbsent(Shared.class, _ -> start(), Shared.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private static RealBroker brokerOf(DemoFleet fleet) {
    try {
      return RealBroker.start(fleet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClientPrograms installed() {
    try {
      return ClientPrograms.install();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while clients were installed", e);
    }
  }

  private static Shared start() {
    try {
      Path folder = Files.createTempDirectory("sluice-real-fleet-");
      var cache =
          new EngineCache(
              EngineCache.defaultRoot(System.getenv(), Path.of(System.getProperty("user.home"))),
              Maven.find(System.getenv(), Path.of("")),
              System.out::println);
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      long begin = System.nanoTime();
      DemoFleet fleet = DemoFleet.start(cache, java, folder, System.out::println);
      System.out.printf("fleet ready after %d s%n", (System.nanoTime() - begin) / 1_000_000_000);
      return new Shared(fleet, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the fleet started", e);
    }
  }
}
