// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

/// The packs teams start from, each test of theirs a test of this build.
@PolicyTests({"../policy-examples/starter", "../policy-examples/http-guard", "../policy-examples/llm-guard"})
final class PolicyPacksTest {}
