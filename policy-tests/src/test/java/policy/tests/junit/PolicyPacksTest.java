// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

/// The packs teams start from, each test of theirs a test of this build.
@PolicyTests({
    "../policy-examples/agent-tools",
    "../policy-examples/break-glass",
    "../policy-examples/http-guard",
    "../policy-examples/kubernetes",
    "../policy-examples/llm-guard",
    "../policy-examples/production-db",
    "../policy-examples/soc2-iso27001",
    "../policy-examples/ssh",
    "../policy-examples/starter",
    "../policy-examples/working-hours",
})
final class PolicyPacksTest {}
