// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks;

import policy.benchmarks.engine.Candidate;

/// What one engine did with one number of rules.
///
/// @param nanos a decision, on average, in each thread
/// @param bytes allocated a decision
/// @param loadMillis reading the rules and bringing the requests into the engine's form, in a fresh process
record Measured(
        Candidate candidate, String shape, int rules, int threads, double nanos, double bytes, double loadMillis) {}
