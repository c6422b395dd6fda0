// SPDX-License-Identifier: Apache-2.0

/// Measures the gateway against named peers in the same run, and prints ratios. Read
/// [policy.cli.bench.HttpBenchmark] first.
@NullMarked
package policy.cli.bench;

import org.jspecify.annotations.NullMarked;
