package io.sluice.admin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import io.sluice.admin.change.ChangeResource;
import io.sluice.admin.cluster.ClusterResource;
import io.sluice.admin.decision.DecisionResource;
import io.sluice.admin.group.GroupResource;
import io.sluice.admin.guard.BodyLimit;
import io.sluice.admin.guard.BrowserRules;
import io.sluice.admin.guard.RequestGuard;
import io.sluice.admin.guide.GuideResource;
import io.sluice.admin.health.HealthResource;
import io.sluice.admin.history.HistoryResource;
import io.sluice.admin.problem.BareErrors;
import io.sluice.admin.problem.ProblemMapper;
import io.sluice.admin.replay.ReplayResource;
import io.sluice.admin.rollout.SwitchResource;
import io.sluice.admin.rule.RuleResource;
import io.sluice.admin.ruletrial.CanaryResource;
import io.sluice.admin.ruletrial.ShadowResource;
import io.sluice.admin.source.SourceResource;
import io.sluice.admin.validation.ValidationResource;
import io.sluice.admin.version.VersionResource;
import io.sluice.admin.wire.Json;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Puts resources, guards, Jersey and Grizzly together: instances only, nothing is scanned for. */
final class AdminApplication {
  private static final int THREADS = 16;
  private static final int WAITING_REQUESTS = 256;
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int HEADERS = 100;
  private static final int READ_SECONDS = 5;

  private final JsonMapper mapper = Json.mapper();
  private final ResourceConfig config;

  AdminApplication(String host, AdminPorts ports) {
    this.config =
        new ResourceConfig()
            .register(new JacksonJsonProvider(mapper))
            .register(new ProblemMapper(() -> UUID.randomUUID().toString()))
            .register(new BareErrors())
            .register(new RequestGuard(host))
            .register(new BodyLimit())
            .register(new BrowserRules())
            .register(new ClusterResource(ports.clusters()))
            .register(new HistoryResource(ports.history()))
            .register(new GroupResource(ports.groups()))
            .register(new SwitchResource(ports.switches()))
            .register(new DecisionResource(ports.decisions(), mapper))
            .register(new RuleResource(ports.rules()))
            .register(new ReplayResource(ports.replays(), mapper))
            .register(new ChangeResource(ports.changes()))
            .register(new ShadowResource(ports.trials()))
            .register(new CanaryResource(ports.trials()))
            .register(new ValidationResource(ports.validation()))
            .register(new VersionResource(ports.versions()))
            .register(new SourceResource(ports.sources()))
            .register(new HealthResource(ports.health()))
            .register(new GuideResource())
            .property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
            .property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
            .property(ServerProperties.WADL_FEATURE_DISABLE, true)
            .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
            .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
  }

  /** A server that is not started yet. */
  HttpServer server(InetAddress host, int port) {
    HttpServer server = new HttpServer();
    server.addListener(listener(host, port));
    ServerConfiguration configuration = server.getServerConfiguration();
    configuration.addHttpHandler(
        new Entrance(ContainerFactory.createContainer(GrizzlyHttpContainer.class, config), mapper));
    configuration.setPassTraceRequest(true);
    configuration.setDefaultQueryEncoding(StandardCharsets.UTF_8);
    configuration.setMaxPayloadRemainderToSkip(BodyLimit.BYTES);
    configuration.setDefaultErrorPageGenerator(new BareProblemPage(mapper));
    return server;
  }

  private static NetworkListener listener(InetAddress host, int port) {
    NetworkListener listener = new NetworkListener("admin", host.getHostAddress(), port);
    listener.setMaxHttpHeaderSize(HEADER_BYTES);
    listener.setMaxRequestHeaders(HEADERS);
    listener.registerAddOn(new NoUpgrade());
    listener
        .getTransport()
        .setWorkerThreadPoolConfig(
            ThreadPoolConfig.defaultConfig()
                .setPoolName("admin")
                .setDaemon(true)
                .setCorePoolSize(THREADS)
                .setMaxPoolSize(THREADS)
                .setQueueLimit(WAITING_REQUESTS));
    listener.getTransport().setSelectorRunnersCount(1);
    listener.getTransport().setReadTimeout(READ_SECONDS, TimeUnit.SECONDS);
    return listener;
  }
}
