// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

/// A kind of secret or personal data that can be detected in text, such as `aws_access_key` or `email`.
///
/// @param name the word policies use after `finds` and `find`
/// @param doc one sentence: what is recognised, and by which check
public record Entity(String name, String doc) {}
