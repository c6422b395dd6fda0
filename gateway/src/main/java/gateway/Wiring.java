// SPDX-License-Identifier: Apache-2.0
package gateway;

import gateway.admin.Auditors;
import gateway.approval.ApprovalDesk;
import gateway.approval.ApprovalSettings;
import gateway.config.GatewayConfig;
import gateway.config.Issuer;
import gateway.config.KeyLocation;
import gateway.console.Console;
import gateway.enforce.Judge;
import gateway.enforce.PolicyEnforcementPoint;
import gateway.enforce.Reception;
import gateway.identity.Identity;
import gateway.identity.TokenIdentity;
import gateway.identity.TrustedIssuer;
import gateway.identity.TrustedIssuers;
import gateway.keys.UnusableKey;
import gateway.keys.VerifyingKey;
import gateway.masking.DetectorMasking;
import gateway.masking.Masking;
import gateway.policy.Origin;
import gateway.policy.PoliciesInForce;
import gateway.policy.Remembered;
import gateway.protocol.http.HttpTarget;
import gateway.recording.EvidenceReader;
import gateway.recording.RecordedEvidence;
import gateway.recording.log.LogFailure;
import gateway.recording.log.LogSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import policy.protocols.Protocols;
import policy.runtime.evaluate.PolicyDecisionPoint;

/// The parts of the gateway as beans. Nothing here runs by itself: [Gateway] says in which order parts
/// start and stop, so no bean has a destroy method.
@Factory
final class Wiring {

    /// Not a bean: Micronaut has clocks of its own.
    private final InstantSource clock = InstantSource.system();

    @Singleton
    RecordedEvidence evidence(GatewayConfig config) throws IOException, LogFailure {
        OwnFiles.directory(config.data());
        return RecordedEvidence.open(LogSettings.of(evidenceDirectory(config), "hpol"), clock);
    }

    static Path evidenceDirectory(GatewayConfig config) {
        return config.data().resolve("evidence");
    }

    @Singleton
    EvidenceReader reader(GatewayConfig config) {
        return new EvidenceReader(evidenceDirectory(config));
    }

    @Singleton
    Journal journal(RecordedEvidence evidence) {
        return new Journal(evidence);
    }

    @Singleton
    PoliciesInForce policies(GatewayConfig config, Journal journal) throws IOException {
        Origin origin = Origin.of(
                config.policies(), config.bundle().requireSignature(), trusted(config), Protocols.vocabulary());
        return PoliciesInForce.open(origin, Remembered.in(config.data()), journal, clock);
    }

    private static List<VerifyingKey> trusted(GatewayConfig config) throws IOException {
        var trusted = new ArrayList<VerifyingKey>();
        for (Path file : config.bundle().keys()) {
            try {
                trusted.add(VerifyingKey.read(file));
            } catch (UnusableKey e) {
                throw new IllegalStateException(
                        "`bundle.keys[%d]` is %s, which cannot be used: %s; name a file NAME.pub of `hpol keygen`"
                                .formatted(trusted.size(), file, e.getMessage()),
                        e);
            }
        }
        return trusted;
    }

    @Singleton
    TrustedIssuers issuers(GatewayConfig config) {
        List<TrustedIssuer> issuers = config.issuers().stream()
                .map(issuer -> Settings.issuer(issuer, clock))
                .toList();
        for (int i = 0; i < issuers.size(); i++) {
            issuers.get(i).keys().load();
            requireKeys(i, config.issuers().get(i), issuers.get(i));
        }
        return new TrustedIssuers(issuers);
    }

    @Singleton
    Identity identity(TrustedIssuers issuers) {
        return new TokenIdentity(issuers.all(), clock);
    }

    @Singleton
    Console console(GatewayConfig config, TrustedIssuers issuers) {
        return new Console(Settings.console(config, issuers), clock);
    }

    /// An issuer behind a URL may be down and come back; a file without keys is a mistake.
    private static void requireKeys(int index, Issuer configured, TrustedIssuer issuer) {
        if (configured.jwks() instanceof KeyLocation.File(Path path)
                && !issuer.keys().canVerify()) {
            throw new IllegalStateException(
                    "`issuers[%d].jwks` is %s, which holds no public key; it must be a JSON Web Key Set with keys of type RSA, EC or OKP"
                            .formatted(index, path));
        }
    }

    @Singleton
    Auditors auditors(GatewayConfig config) {
        return new Auditors(Set.copyOf(config.auditors()));
    }

    @Singleton
    Masking masking(GatewayConfig config) throws IOException {
        return new DetectorMasking(OwnFiles.key(config.data().resolve("masking.key")));
    }

    @Singleton
    ApprovalSettings approvals(GatewayConfig config) {
        return Settings.approvals(config);
    }

    @Singleton
    PolicyEnforcementPoint line(
            GatewayConfig config,
            Identity identity,
            PoliciesInForce policies,
            ApprovalDesk approvals,
            RecordedEvidence evidence,
            Masking masking) {
        var resources = Settings.targets(config).values().stream()
                .collect(Collectors.toUnmodifiableMap(HttpTarget::name, HttpTarget::resource));
        var reception = new Reception(identity, resources, clock, new Uuid7(clock));
        var judge = new Judge(policies.store(), new PolicyDecisionPoint(), Protocols.vocabulary());
        return new PolicyEnforcementPoint(reception, judge, approvals, evidence, masking);
    }

    @Singleton
    Database database(GatewayConfig config) {
        return Database.open(config);
    }

    @Singleton
    DataSource dataSource(Database database) {
        return database.source();
    }
}
