package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;

final class PrestoJsClientOfNpmIT extends NodeCompatibility {
  PrestoJsClientOfNpmIT(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints, programs);
  }

  @Override
  Dialect dialect() {
    return Dialect.PRESTO;
  }

  @Override
  String client() {
    return "@prestodb/presto-js-client 1.1.0";
  }

  @Override
  String npmPackage() {
    return "@prestodb/presto-js-client";
  }

  @Override
  String script() {
    return "kit-presto-js.cjs";
  }
}
