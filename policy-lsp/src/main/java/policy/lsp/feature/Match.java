// SPDX-License-Identifier: Apache-2.0
package policy.lsp.feature;

import java.time.Instant;

/// How often a rule applied among the decisions that are known, and when last.
public record Match(long requests, Instant last) {}
