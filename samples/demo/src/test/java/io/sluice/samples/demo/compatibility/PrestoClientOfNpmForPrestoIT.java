package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;
import java.util.List;

final class PrestoClientOfNpmForPrestoIT extends NodeCompatibility {
  PrestoClientOfNpmForPrestoIT(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints, programs);
  }

  @Override
  Dialect dialect() {
    return Dialect.PRESTO;
  }

  @Override
  String client() {
    return "presto-client 1.2.0";
  }

  @Override
  String npmPackage() {
    return "presto-client";
  }

  @Override
  String script() {
    return "kit-presto.cjs";
  }

  @Override
  List<String> arguments() {
    return List.of("presto");
  }
}
