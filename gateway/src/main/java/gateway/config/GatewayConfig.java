// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything an operator decides, as in `hpol.yaml`; keys are the components' names in kebab-case. Each
/// is explained in `docs/configuration.md`.
///
/// A component that is not written is its default, given in the constructors here; one without a default
/// is required.
///
/// @param data where evidence and the embedded database are kept; made if missing
/// @param database what keeps approval requests in place of the embedded database
/// @param policies directory whose `.hpol` files are the policy set, or a bundle
/// @param bundle who signs bundles
/// @param listen where callers connect
/// @param control where operators, reviewers and chat services connect
/// @param console how people reach the control plane, for links in messages
/// @param signIn how people sign in to the inbox; without it there is none
/// @param auditors groups whose members may read everybody's decisions
public record GatewayConfig(
        @NotNull Path data,
        Optional<@Valid SharedDatabase> database,
        @NotNull Path policies,
        @NotNull @Valid Bundles bundle,
        @NotNull HostPort listen,
        @NotNull HostPort control,
        Optional<URI> console,
        Optional<@Valid SignIn> signIn,
        List<@NotBlank String> auditors,
        @NotEmpty List<@NotNull @Valid Issuer> issuers,
        @NotEmpty List<@NotNull @Valid Target> targets,
        @NotNull @Valid Approvals approvals,
        @NotNull @Valid Limits limits) {

    public GatewayConfig {
        database = Defaults.or(database, Optional.empty());
        bundle = Defaults.or(bundle, Bundles.NONE);
        listen = Defaults.or(listen, new HostPort("127.0.0.1", 8080));
        control = Defaults.or(control, new HostPort("127.0.0.1", 8081));
        console = Defaults.or(console, Optional.empty());
        signIn = Defaults.or(signIn, Optional.empty());
        auditors = Defaults.listed(auditors);
        issuers = Defaults.listed(issuers);
        targets = Defaults.listed(targets);
        approvals = Defaults.or(approvals, Approvals.NONE);
        limits = Defaults.or(limits, Limits.DEFAULT);
    }
}
