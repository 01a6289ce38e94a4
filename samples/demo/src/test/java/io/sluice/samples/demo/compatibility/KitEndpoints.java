package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.Endpoints;
import io.sluice.samples.demo.client.RealFleet;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Says what the kit compares: the test fleet and its broker, or what {@code -Dsluice.kit.trino=URL
 * -Dsluice.kit.presto=URL -Dsluice.kit.through=URL} name. The statements of the user {@code kit}
 * must reach those engines through that broker.
 */
final class KitEndpoints implements ParameterResolver {
  private final RealFleet fleet = new RealFleet();

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Endpoints.class
        || fleet.supportsParameter(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() != Endpoints.class) {
      return fleet.resolveParameter(parameter, context);
    }
    String through = System.getProperty("sluice.kit.through", "");
    return through.isEmpty() ? fleet.broker(context).endpoints() : named(URI.create(through));
  }

  private static Endpoints named(URI through) {
    Map<Dialect, URI> direct = new EnumMap<>(Dialect.class);
    Map<Dialect, URI> front = new EnumMap<>(Dialect.class);
    for (Dialect dialect : Dialect.values()) {
      String property = "sluice.kit." + dialect.name().toLowerCase(Locale.ROOT);
      direct.put(dialect, URI.create(System.getProperty(property, "http://127.0.0.1:8080")));
      front.put(dialect, through);
    }
    return new Endpoints(front, direct);
  }
}
