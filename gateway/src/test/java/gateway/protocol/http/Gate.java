// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import gateway.approval.ApprovalDesk;
import gateway.approval.Settlement;
import gateway.enforce.Judge;
import gateway.enforce.PolicyEnforcementPoint;
import gateway.enforce.Reception;
import gateway.exchange.Exchange;
import gateway.exchange.Failure;
import gateway.exchange.Outcome;
import gateway.exchange.Ruling;
import gateway.exchange.Session;
import gateway.identity.Caller;
import gateway.masking.Masking;
import gateway.recording.Evidence;
import gateway.transport.DataPlane;
import gateway.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.HttpModel;
import policy.runtime.decision.Basis;
import policy.runtime.decision.Decision;
import policy.runtime.decision.DenialCode;
import policy.runtime.decision.Reason;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.evaluate.PolicyDecisionPoint;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Attribute;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Vocabulary;
import policy.runtime.revision.PolicyStore;
import policy.runtime.revision.Revision;
import policy.runtime.trace.Explanation;

/// The whole line with a data plane in front and real sockets, and with stand-ins for policy, identity,
/// desk, evidence and masking.
final class Gate implements AutoCloseable {

    static final Revision REVISION = new Revision("ab".repeat(32));
    static final Basis BASIS = new Basis(REVISION, List.of(), List.of(), List.of());
    static final Header TARGET_CREDENTIAL = new Header("Authorization", "Bearer target-secret");

    final LinkedBlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
    final DataPlane plane;

    private Gate(Settings with) {
        HttpDialect dialect = with.dialect;
        var targets = new HashMap<String, HttpTarget>();
        var resources = new HashMap<String, Resource>();
        with.targets.forEach((name, uri) -> {
            var target =
                    HttpTarget.of(name, dialect, uri, with.authorities, Resource.Env.TEST, List.of(TARGET_CREDENTIAL));
            targets.put(name, target);
            resources.put(name, target.resource());
        });
        var policies = new PolicyStore(new Rules(with.decide, with.reads));
        var judge = new Judge(
                policies, new PolicyDecisionPoint(), new Vocabulary(List.of(new HttpModel().schema()), List.of()));
        var reception = new Reception(
                Gate::identify,
                resources,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
        var line = new PolicyEnforcementPoint(reception, judge, with.desk, new Records(), with.masking);
        var settings = TransportSettings.defaults(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        plane = DataPlane.start(
                with.settings.apply(settings),
                connection -> line.serve(new HttpConversation(connection, targets, List.of(dialect), with.inspected)));
    }

    /// How a gate is set up; what is not said permits everything.
    static final class Settings {
        private final Map<String, URI> targets = new HashMap<>();
        private HttpDialect dialect = new ProblemDialect(new HttpModel());
        private Function<AccessRequest, Decision> decide = request -> permit();
        private Set<Attribute> reads = Set.of();
        private ApprovalDesk desk = (conversation, exchange, session, asking, spent) ->
                new Settlement.Refused(Reason.of(DenialCode.G105, "nobody is there"));
        private Masking masking = (reply, obligations) -> reply;
        private UnaryOperator<TransportSettings> settings = UnaryOperator.identity();
        private int inspected = 1024;
        private Optional<java.nio.file.Path> authorities = Optional.empty();

        Settings to(String name, URI uri) {
            targets.put(name, uri);
            return this;
        }

        Settings trusting(Optional<java.nio.file.Path> whom) {
            authorities = whom;
            return this;
        }

        Settings speaking(HttpDialect how) {
            dialect = how;
            return this;
        }

        Settings deciding(Function<AccessRequest, Decision> how) {
            decide = how;
            return this;
        }

        Settings reading(String... attributes) {
            reads = new java.util.HashSet<>();
            for (String name : attributes) {
                reads.add(new HttpModel().schema().attribute(name).orElseThrow());
            }
            return this;
        }

        Settings asking(ApprovalDesk whom) {
            desk = whom;
            return this;
        }

        Settings masking(Masking how) {
            masking = how;
            return this;
        }

        Settings with(UnaryOperator<TransportSettings> change) {
            settings = change;
            return this;
        }

        Gate open() {
            return new Gate(this);
        }
    }

    static Settings to(FakeTarget target) {
        return new Settings().to("t", target.uri());
    }

    static Decision permit() {
        return new Decision.Permit(BASIS, List.of());
    }

    static Decision deny() {
        return new Decision.Deny(BASIS, Reason.of(DenialCode.G101, "Not on a Friday."));
    }

    RawClient client() throws java.io.IOException {
        return new RawClient(plane.address());
    }

    /// Waits for the next recorded outcome.
    Outcome outcome() throws InterruptedException {
        Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("no outcome was recorded; failures: " + failures);
        }
        return outcome;
    }

    Failure failure() throws InterruptedException {
        Failure failure = failures.poll(10, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("no failure was recorded; outcomes: " + outcomes);
        }
        return failure;
    }

    @Override
    public void close() {
        plane.stop();
    }

    private static Caller identify(Optional<String> token) {
        if (!token.equals(Optional.of("good"))) {
            throw new Failure(DenialCode.G110, "A token is needed.");
        }
        return new Caller(Subject.person("alice", "demo", List.of()), Optional.empty());
    }

    private final class Records implements Evidence {
        @Override
        public void decided(Exchange exchange, Session session, Ruling ruling) {}

        @Override
        public void finished(Exchange exchange, Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void failed(Exchange exchange, Optional<Subject> caller, Failure failure) {
            failures.add(failure);
        }
    }

    private record Rules(Function<AccessRequest, Decision> decide, Set<Attribute> reads) implements CompiledPolicySet {
        @Override
        public Revision revision() {
            return REVISION;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Set<Attribute> requires(Schema schema) {
            return reads;
        }

        @Override
        public Decision decide(AccessRequest request) {
            return decide.apply(request);
        }

        @Override
        public Explanation explain(AccessRequest request) {
            return new Explanation(decide(request), List.of());
        }
    }
}
