// SPDX-License-Identifier: Apache-2.0
/// What is decided: rules of several shapes, and requests that match one of them at a random place. Knows no engine.
@NullMarked
package policy.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
