// SPDX-License-Identifier: Apache-2.0

/// HTTP to the gateway: one conversation for each client connection, and the dialects of what travels
/// over HTTP.
///
/// Read [gateway.protocol.http.HttpDialect] first.
@NullMarked
package gateway.protocol.http;

import org.jspecify.annotations.NullMarked;
