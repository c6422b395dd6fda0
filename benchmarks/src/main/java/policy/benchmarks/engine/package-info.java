// SPDX-License-Identifier: Apache-2.0
/// One class for each engine that decides: how it is given the rules and the requests, each in the engine's own form,
/// and
/// how it is asked. Every engine must give the answers hpol gives, or nothing is measured.
@NullMarked
package policy.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
