// SPDX-License-Identifier: Apache-2.0
package policy.runtime.request;

/// What the caller wants done, in the word its protocol uses: `GET`, `chat`, `embeddings`.
public record Action(String name) {}
