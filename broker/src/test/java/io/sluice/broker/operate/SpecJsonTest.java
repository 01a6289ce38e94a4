package io.sluice.broker.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.MaintenanceWindow;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.admin.cluster.TlsTrust;
import io.sluice.admin.cluster.UriMode;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.Thresholds;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class SpecJsonTest {
  private static final ClusterName NAME = new ClusterName("etl-1");
  private static final GroupName ETL = new GroupName("etl");

  @Test
  void cluster_isReadAsItWasWritten() {
    var spec =
        new ClusterSpec(
            NAME,
            URI.create("https://etl-1:8443"),
            Optional.of(Dialect.PRESTO),
            List.of(new Membership(ETL, 3, 1), new Membership(new GroupName("adhoc"), 1, 0)),
            "eu-west",
            Map.of("disk", "ssd"),
            80,
            Optional.of(URI.create("https://etl.example.com/ui")),
            Optional.of(new Credentials("me", Optional.of(new SecretReference.Variable("PASS")))),
            new TlsTrust(Optional.of(Path.of("/etc/ca.pem")), false),
            UriMode.REWRITE,
            ProbeKind.CLUSTER,
            4,
            List.of(
                new MaintenanceWindow(
                    "0 2 * * 0", Duration.ofHours(2), Optional.of(ZoneId.of("Europe/Berlin"))),
                new MaintenanceWindow("*/5 1-3 1 1 1", Duration.ofMinutes(1), Optional.empty())));

    assertThat(SpecJson.read(NAME, SpecJson.write(spec))).isEqualTo(spec);
    ClusterSpec plain = ClusterSpec.of(NAME, URI.create("http://etl-1:8080"), ETL);
    assertThat(SpecJson.read(NAME, SpecJson.write(plain))).isEqualTo(plain);
  }

  @Test
  void entryOfAnEarlierVersion_hasOneGroup_andAllElseAsUsual() {
    String early =
        """
        {"url":"http://etl-1:8080","dialect":"TRINO","group":"etl","location":"eu",
         "labels":{"a":"b"},"weight":2,"capacity":70}
        """;

    assertThat(SpecJson.read(NAME, early))
        .isEqualTo(
            new ClusterSpec(
                NAME,
                URI.create("http://etl-1:8080"),
                Optional.of(Dialect.TRINO),
                List.of(new Membership(ETL, 2, 0)),
                "eu",
                Map.of("a", "b"),
                70,
                Optional.empty(),
                Optional.empty(),
                TlsTrust.USUAL,
                UriMode.HOST,
                ProbeKind.AUTO,
                0,
                List.of()));
  }

  @Test
  void textThatIsNoSpec_isRefused() {
    for (String text : List.of("", "{", "{}", "[]", "{\"url\":\"http://a:1\",\"group\":\"\"}")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> SpecJson.read(NAME, text));
    }
  }

  @Test
  void group_isReadAsItWasWritten() {
    var spec =
        new GroupSpec(
            ETL,
            "priority",
            List.of(new GroupName("b"), new GroupName("a")),
            new Thresholds(OptionalInt.of(0), OptionalInt.of(5), OptionalDouble.of(0.5)));

    assertThat(GroupJson.read(ETL, GroupJson.write(spec))).isEqualTo(spec);
    assertThat(GroupJson.read(ETL, GroupJson.write(GroupSpec.of(ETL))))
        .isEqualTo(GroupSpec.of(ETL));
    assertThat(GroupJson.read(ETL, "{}")).isEqualTo(GroupSpec.of(ETL));
  }
}
