package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;

final class TrinoClientOfNpmIT extends NodeCompatibility {
  TrinoClientOfNpmIT(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints, programs);
  }

  @Override
  Dialect dialect() {
    return Dialect.TRINO;
  }

  @Override
  String client() {
    return "trino-client 0.2.9";
  }

  @Override
  String npmPackage() {
    return "trino-client";
  }

  @Override
  String script() {
    return "kit-trino.mjs";
  }
}
