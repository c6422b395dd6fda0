// SPDX-License-Identifier: Apache-2.0
package gateway.config;

import java.net.URI;
import java.nio.file.Path;

/// Where an issuer publishes its keys (a JSON Web Key Set, RFC 7517).
public sealed interface KeyLocation {

    record Web(URI url) implements KeyLocation {}

    record File(Path path) implements KeyLocation {}
}
