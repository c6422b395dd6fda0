// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

import java.util.Locale;

/// What the caller wants to reach: a target of the gateway.
///
/// @param protocol the schema its requests are typed by
public record Resource(String name, String protocol, Env env) {

    public enum Env {
        PROD,
        STAGING,
        TEST,
        DEV;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }
}
