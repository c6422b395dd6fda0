// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

import policy.protocols.http.HttpMessage;

/// What of a request is carried out: what reviewers read and consent is bound to. Nothing is missing from it but what
/// differs each time the same is asked for, and changes nothing that happens.
///
/// @param verb what is done, in a word or two
/// @param request as it would be without that
public record Essence(String verb, HttpMessage request) {}
