// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Optional;

/// A PostgreSQL that keeps approval requests in place of the embedded database, so that several gateways share them.
///
/// @param password none if the server asks for none
/// @param tls how the connection is protected: what is in there are the commands themselves
/// @param authorities PEM file of the certificate authorities trusted for it, if not the platform's
public record SharedDatabase(
        @NotNull PostgresUrl url,
        @NotBlank String user,
        Optional<Secret> password,
        @NotNull Tls tls,
        Optional<Path> authorities) {

    /// Whether whoever can read or change packets reads or changes approvals.
    public enum Tls {
        /// Encrypted, with a server that proves to be the one named.
        VERIFY("verify"),
        /// Neither; for a server on this machine.
        OFF("off");

        private final String word;

        Tls(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public SharedDatabase {
        password = Defaults.or(password, Optional.empty());
        tls = Defaults.or(tls, Tls.VERIFY);
        authorities = Defaults.or(authorities, Optional.empty());
    }
}
