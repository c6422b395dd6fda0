// SPDX-License-Identifier: Apache-2.0
package gateway;

import approval.slack.SlackSettings;
import approval.slack.SlackSettings.Delivery;
import gateway.approval.ApprovalSettings;
import gateway.approval.Reviewer;
import gateway.config.Approvals;
import gateway.config.GatewayConfig;
import gateway.config.Issuer;
import gateway.config.KeyLocation;
import gateway.config.Secret;
import gateway.config.Target;
import gateway.console.ConsoleSettings;
import gateway.identity.FileKeys;
import gateway.identity.KeyOrigin;
import gateway.identity.PublishedKeys;
import gateway.identity.SubjectClaims;
import gateway.identity.TrustedIssuer;
import gateway.identity.TrustedIssuers;
import gateway.identity.WebKeys;
import gateway.protocol.http.HttpDialect;
import gateway.protocol.http.HttpTarget;
import gateway.protocol.http.ProblemDialect;
import gateway.protocol.llm.LlmDialect;
import gateway.protocol.mcp.McpDialect;
import gateway.transport.TransportSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.HttpModel;
import policy.protocols.llm.LlmModel;
import policy.protocols.mcp.McpModel;
import policy.runtime.request.Subject;

/// What the configuration says, in the words of each stage.
final class Settings {

    /// A new protocol is a package and a line here. The last speaks in anything.
    private static final List<HttpDialect> DIALECTS = List.of(
            new LlmDialect(new LlmModel()), new McpDialect(new McpModel()), new ProblemDialect(new HttpModel()));

    private static final Map<String, HttpDialect> BY_PROTOCOL = DIALECTS.stream()
            .collect(Collectors.toUnmodifiableMap(
                    dialect -> dialect.classifier().schema().protocol(), Function.identity()));

    private Settings() {}

    static TrustedIssuer issuer(Issuer issuer, InstantSource clock) {
        KeyOrigin origin = switch (issuer.jwks()) {
            case KeyLocation.Web(var url) -> new WebKeys(url);
            case KeyLocation.File(var path) -> new FileKeys(path);
        };
        var claims = new SubjectClaims(
                issuer.name(),
                issuer.claims().groups(),
                issuer.claims().name(),
                issuer.claims().kind(),
                issuer.kind());
        var keys = new PublishedKeys(issuer.name(), origin, clock);
        return new TrustedIssuer(issuer.name(), issuer.issuer(), issuer.audience(), keys, issuer.clockSkew(), claims);
    }

    /// The targets by name.
    static Map<String, HttpTarget> targets(GatewayConfig config) {
        return config.targets().stream()
                .map(Settings::target)
                .collect(Collectors.toUnmodifiableMap(HttpTarget::name, Function.identity()));
    }

    private static HttpTarget target(Target target) {
        var credentials =
                target
                        .credential()
                        .map(secret ->
                                new Header(secret.header(), secret.value().value()))
                        .stream()
                        .toList();
        return HttpTarget.of(
                target.name(),
                Objects.requireNonNull(BY_PROTOCOL.get(target.protocol()), target.protocol()),
                target.url(),
                target.authorities(),
                target.env(),
                credentials);
    }

    /// The protocols targets can speak; policies know more than this gateway carries.
    static Set<String> protocols() {
        return BY_PROTOCOL.keySet();
    }

    /// All there are; the last speaks in anything.
    static List<HttpDialect> dialects() {
        return DIALECTS;
    }

    static TransportSettings transport(GatewayConfig config) {
        var limits = config.limits();
        var settings = TransportSettings.defaults(config.listen().resolve());
        var client = settings.client();
        var target = settings.target();
        int reply = millis(limits.reply());
        return settings.withClient(new TransportSettings.Client(
                        limits.connections(),
                        client.maxRequestLine(),
                        client.maxHeaders(),
                        client.maxQueued(),
                        client.idleMillis(),
                        client.headMillis(),
                        client.stallMillis(),
                        client.drain(),
                        client.lingerMillis(),
                        millis(limits.drain())))
                .withTarget(new TransportSettings.Target(
                        target.maxConnections(),
                        target.maxWaiting(),
                        target.waitMillis(),
                        millis(limits.connect()),
                        reply,
                        reply,
                        target.idleMillis(),
                        target.freshMillis(),
                        target.maxHeaders()));
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    static ApprovalSettings approvals(GatewayConfig config) {
        var approvals = config.approvals();
        return new ApprovalSettings(
                approvals.patience(),
                approvals.heldLimit(),
                approvals.pendingLimit(),
                ApprovalSettings.DEFAULT_USE_WITHIN,
                config.console(),
                approvals.slack().map(slack -> slack(slack, config.console())),
                approvals.reviewers().stream().map(Settings::reviewer).toList());
    }

    private static SlackSettings slack(Approvals.Slack slack, Optional<URI> console) {
        return new SlackSettings(
                slack.botToken().value(),
                delivery(slack),
                slack.appId(),
                slack.teamId(),
                slack.channel(),
                slack.apiUrl(),
                console);
    }

    private static Delivery delivery(Approvals.Slack slack) {
        return slack.appToken()
                .<Delivery>map(token -> new Delivery.Socket(token.value()))
                .orElseGet(() ->
                        new Delivery.Signed(slack.signingSecret().orElseThrow().value()));
    }

    private static Reviewer reviewer(Approvals.Reviewer reviewer) {
        int slash = reviewer.subject().indexOf('/');
        String issuer = reviewer.subject().substring(0, slash);
        String id = reviewer.subject().substring(slash + 1);
        return new Reviewer(Subject.person(id, issuer, reviewer.groups()), reviewer.slack());
    }

    /// How people sign in to the inbox, if they can.
    static Optional<ConsoleSettings> console(GatewayConfig config, TrustedIssuers issuers) {
        return config.signIn()
                .map(signIn -> new ConsoleSettings(
                        config.console().orElseThrow(),
                        issuers.to(signIn.issuer(), signIn.clientId()),
                        signIn.clientSecret().map(Secret::value),
                        signIn.scopes(),
                        signIn.authorizationEndpoint()
                                .map(authorization -> new ConsoleSettings.Endpoints(
                                        authorization, signIn.tokenEndpoint().orElseThrow(), false))));
    }

    /// What the control plane's server is told; everything else about it is fixed in `application.yml`.
    static Map<String, Object> controlPlane(GatewayConfig config) {
        int port = config.control().port();
        return Map.of("micronaut.server.host", config.control().host(), "micronaut.server.port", port == 0 ? -1 : port);
    }
}
