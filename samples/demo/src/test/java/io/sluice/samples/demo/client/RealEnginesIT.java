package io.sluice.samples.demo.client;

import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.fleet.DemoFleet;
import io.sluice.samples.demo.fleet.Member;
import java.net.URI;
import java.util.HashMap;
import org.junit.jupiter.api.extension.ExtendWith;

/** The clients against the engines themselves: proves the scripts, without any broker. */
@ExtendWith(RealFleet.class)
class RealEnginesIT extends AllClients {

  RealEnginesIT(DemoFleet fleet, ClientPrograms programs) {
    super(direct(fleet), programs);
  }

  /** The first engine of each dialect, as front and as what is behind it. */
  static Endpoints direct(DemoFleet fleet) {
    var urls = new HashMap<Dialect, URI>();
    for (Member member : fleet.members()) {
      urls.putIfAbsent(member.dialect(), member.url());
    }
    return new Endpoints(urls, urls);
  }
}
