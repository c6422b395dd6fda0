// SPDX-License-Identifier: Apache-2.0
/// Measures how long decisions take, beside other engines in the same run, and prints a table of ratios.
///
/// Nothing else knows this module: it is built under the profile `bench` alone. Read [policy.benchmarks.Main] first.
@NullMarked
package policy.benchmarks;

import org.jspecify.annotations.NullMarked;
