// SPDX-License-Identifier: Apache-2.0
package gateway;

import gateway.approval.ApprovalOffice;
import gateway.config.ConfigFile;
import gateway.config.GatewayConfig;
import gateway.config.HostPort;
import gateway.config.InvalidConfig;
import gateway.enforce.PolicyEnforcementPoint;
import gateway.identity.Identity;
import gateway.policy.PoliciesInForce;
import gateway.policy.PolicyStatus;
import gateway.protocol.http.HttpConversation;
import gateway.protocol.http.HttpDialect;
import gateway.protocol.http.HttpTarget;
import gateway.recording.RecordedEvidence;
import gateway.recording.log.LogFailure;
import gateway.transport.DataPlane;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A running gateway. Parts start in the order in which requests need them, the data path last, and stop
/// in reverse.
public final class Gateway implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

    private final Deque<Part> running = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Path evidenceDirectory;
    private final URI dataAddress;
    private final URI controlAddress;

    private record Part(String name, AutoCloseable stop) {}

    /// Reads a configuration for [#start].
    ///
    /// @param environment what `${NAME}` in it refers to
    /// @throws InvalidConfig with all that is wrong with it
    public static GatewayConfig configuration(Path file, Map<String, String> environment) throws InvalidConfig {
        return ConfigFile.read(file, environment, Settings.protocols());
    }

    /// Starts a gateway; when this returns, it takes requests.
    ///
    /// @throws gateway.policy.BrokenPolicies if the policies do not compile
    /// @throws UnusableAddress if it cannot listen where it is told to
    /// @throws RuntimeException if a part cannot start; those that had are stopped again
    public static Gateway start(GatewayConfig config) {
        return new Gateway(config);
    }

    private Gateway(GatewayConfig config) {
        UnusableAddress.unlessFree("listen", config.listen());
        UnusableAddress.unlessFree("control", config.control());
        info("starting ...");
        try {
            ApplicationContext context = context(config);
            running.push(new Part("context", context));
            evidenceDirectory = Wiring.evidenceDirectory(config);
            running.push(new Part("evidence", context.getBean(RecordedEvidence.class)));
            PoliciesInForce policies = context.getBean(PoliciesInForce.class);
            running.push(new Part("policies", policies));
            running.push(new Part("database", context.getBean(Database.class)));
            ApprovalOffice office = context.getBean(ApprovalOffice.class);
            running.push(new Part("approvals", office));
            context.getBean(Identity.class);
            EmbeddedServer control =
                    listening("control", config.control(), context.getBean(EmbeddedServer.class)::start);
            running.push(new Part("control plane", control::stop));
            controlAddress = address(config.control(), control.getPort());
            policies.watch();
            PolicyEnforcementPoint line = context.getBean(PolicyEnforcementPoint.class);
            DataPlane data = listening("listen", config.listen(), () -> dataPlane(config, line));
            running.push(new Part("data path", data::stop));
            running.push(new Part("held requests", office::release));
            running.push(new Part("listener", data::drain));
            dataAddress = address(config.listen(), data.address().getPort());
            announce(config, policies.status());
        } catch (BeanInstantiationException e) {
            close();
            throw happened(config, e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /// What happened, not who noticed. What is not ours alone to mend comes from the data directory.
    private static RuntimeException happened(GatewayConfig config, BeanInstantiationException noticed) {
        return switch (noticed.getCause()) {
            case RuntimeException cause -> cause;
            case IOException cause -> unusable(config, cause);
            case LogFailure cause -> unusable(config, cause);
            case null, default -> noticed;
        };
    }

    private static RuntimeException unusable(GatewayConfig config, Exception cause) {
        String why = cause instanceof FileSystemException file
                ? "%s: %s".formatted(file.getFile(), Objects.requireNonNullElse(file.getReason(), "may not be used"))
                : String.valueOf(cause.getMessage());
        return new IllegalStateException(
                "`data` is %s, which cannot be used: %s; mend that or name another directory"
                        .formatted(config.data(), why),
                cause);
    }

    /// @param key of the configuration that says where
    private static <T> T listening(String key, HostPort where, Supplier<T> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw root instanceof IOException why ? new UnusableAddress(key, where, why) : e;
        }
    }

    private static DataPlane dataPlane(GatewayConfig config, PolicyEnforcementPoint line) {
        Map<String, HttpTarget> targets = Settings.targets(config);
        List<HttpDialect> dialects = Settings.dialects();
        int inspected = Math.toIntExact(config.limits().inspectedBody().bytes());
        return DataPlane.start(
                Settings.transport(config),
                connection -> line.serve(new HttpConversation(connection, targets, dialects, inspected)));
    }

    /// Where callers connect; targets are below it, by name.
    public URI dataAddress() {
        return dataAddress;
    }

    /// Where operators and reviewers connect.
    public URI controlAddress() {
        return controlAddress;
    }

    /// Where evidence is kept.
    public Path evidenceDirectory() {
        return evidenceDirectory;
    }

    /// Waits until somebody closes it.
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /// Stops: no new connections, held requests are answered, those under way may end for a while
    /// (`limits.drain`), then everything else. Returns when all has stopped, whoever began it.
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.stop().close();
            } catch (Exception e) { // the others must stop all the same
                LOG.log(System.Logger.Level.ERROR, "stopping " + part.name() + " failed", e);
            }
        }
        if (stopped.getCount() > 0) {
            stopped.countDown();
            LOG.log(System.Logger.Level.INFO, "stopped");
        }
    }

    /// The composition root. Only our own settings count: an environment variable must not be able to
    /// switch off the control plane's security.
    private static ApplicationContext context(GatewayConfig config) {
        return ApplicationContext.builder()
                .classLoader(Gateway.class.getClassLoader())
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .bootstrapEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .propertySources(
                        PropertySource.of("application", fixedSettings()),
                        PropertySource.of("hpol", Settings.controlPlane(config)))
                .singletons(config)
                .start();
    }

    private static Map<String, Object> fixedSettings() {
        try (InputStream in = Objects.requireNonNull(
                Gateway.class.getResourceAsStream("/application.yml"), "application.yml is part of the gateway")) {
            return new YamlPropertySourceLoader().read("application.yml", in);
        } catch (IOException e) {
            throw new UncheckedIOException("application.yml cannot be read", e);
        }
    }

    private void announce(GatewayConfig config, PolicyStatus policies) {
        String revision = policies.revision().abbreviated();
        String targets = config.targets().stream()
                .map(target -> "%s (%s, %s)"
                        .formatted(
                                target.name(), target.protocol(), target.env().word()))
                .collect(Collectors.joining(", "));
        info("policies " + config.policies() + ": revision " + revision + ", " + policies.rules() + " rules");
        info("targets " + targets);
        info("control plane " + controlAddress);
        info("data path " + dataAddress + "/<target>/");
    }

    private static void info(String line) {
        LOG.log(System.Logger.Level.INFO, line);
    }

    private static URI address(HostPort configured, int port) {
        return URI.create("http://" + new HostPort(configured.host(), port));
    }
}
