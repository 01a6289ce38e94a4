package io.sluice.samples.demo.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Seven clients, the contract of each: a subclass says what they talk to. Against the engines it
 * proves the scripts; against a broker it proves the broker.
 */
abstract class AllClients {
  private final Endpoints endpoints;
  private final ClientPrograms programs;

  AllClients(Endpoints endpoints, ClientPrograms programs) {
    this.endpoints = endpoints;
    this.programs = programs;
  }

  @Nested
  class TrinoJdbc extends JdbcContract {
    @Override
    Dialect dialect() {
      return Dialect.TRINO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }
  }

  @Nested
  class PrestoJdbc extends JdbcContract {
    @Override
    Dialect dialect() {
      return Dialect.PRESTO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }
  }

  @Nested
  class TrinoCli extends CliContract {
    @Override
    Dialect dialect() {
      return Dialect.TRINO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }

    @Override
    List<String> program() {
      return programs.trinoCli();
    }
  }

  @Nested
  class PrestoCli extends CliContract {
    @Override
    Dialect dialect() {
      return Dialect.PRESTO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }

    @Override
    List<String> program() {
      return programs.prestoCli();
    }
  }

  @Nested
  class TrinoClientOfNpm extends ScriptContract {
    @Override
    Dialect dialect() {
      return Dialect.TRINO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }

    @Override
    List<String> command(URI server, String action, String sql) {
      return concat(programs.trinoScript(), server.toString(), action, sql);
    }

    @Test
    void session_isChangedByItsStatements() throws IOException, InterruptedException {
      ClientProcess.Ending ending =
          rows(
              endpoints.front(Dialect.TRINO),
              "USE tpch.sf1;SELECT current_schema;SET SESSION query_max_run_time = '7m';SHOW SESSION LIKE 'query_max_run_time';PREPARE p FROM SELECT name FROM nation WHERE nationkey = ?;EXECUTE p USING 3;DEALLOCATE PREPARE p");

      assertThat(ending.exit()).as(ending.err()).isZero();
      assertThat(ending.text().lines())
          .contains("[\"sf1\"]", "[\"CANADA\"]")
          .anyMatch(line -> line.startsWith("[\"query_max_run_time\",\"7m\""));
    }
  }

  @Nested
  class PrestoClientOfNpmForPresto extends ScriptContract {
    @Override
    Dialect dialect() {
      return Dialect.PRESTO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }

    @Override
    List<String> command(URI server, String action, String sql) {
      return prestoClient(Dialect.PRESTO, server, action, sql);
    }
  }

  @Nested
  class PrestoClientOfNpmForTrino extends ScriptContract {
    @Override
    Dialect dialect() {
      return Dialect.TRINO;
    }

    @Override
    Endpoints endpoints() {
      return endpoints;
    }

    @Override
    List<String> command(URI server, String action, String sql) {
      return prestoClient(Dialect.TRINO, server, action, sql);
    }
  }

  private List<String> prestoClient(Dialect dialect, URI server, String action, String sql) {
    String engine = dialect.name().toLowerCase(Locale.ROOT);
    return concat(programs.prestoScript(), server.toString(), engine, action, sql);
  }

  private static List<String> concat(List<String> program, String... arguments) {
    return Stream.concat(program.stream(), Stream.of(arguments)).toList();
  }
}
