// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;

/// Everything an operator decides, as in `hpol.yaml`; keys are the components' names in kebab-case. Each
/// is explained in `docs/configuration.md`.
///
/// A component that is not written is its default, given in the constructors here; one without a default
/// is required.
///
/// @param data where evidence and the embedded database are kept; made if missing
/// @param policies directory whose `.hpol` files are the policy set
/// @param listen where callers connect
/// @param control where operators, reviewers and chat services connect
public record GatewayConfig(
        @NotNull Path data,
        @NotNull Path policies,
        @NotNull HostPort listen,
        @NotNull HostPort control,
        @NotEmpty List<@NotNull @Valid Issuer> issuers,
        @NotEmpty List<@NotNull @Valid Target> targets,
        @NotNull @Valid Approvals approvals,
        @NotNull @Valid Limits limits) {

    public GatewayConfig {
        listen = Defaults.or(listen, new HostPort("127.0.0.1", 8080));
        control = Defaults.or(control, new HostPort("127.0.0.1", 8081));
        issuers = Defaults.listed(issuers);
        targets = Defaults.listed(targets);
        approvals = Defaults.or(approvals, Approvals.NONE);
        limits = Defaults.or(limits, Limits.DEFAULT);
    }
}
