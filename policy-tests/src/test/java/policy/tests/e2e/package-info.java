// SPDX-License-Identifier: Apache-2.0
/// The whole gateway between real clients and local targets: the official SDKs of OpenAI and Anthropic for Java and
/// Node, curl, and a gateway in a process of its own that is killed. Only base URL and key of a client differ from
/// what its documentation says. Start with `OpenAiSdkTest`.
@NullMarked
package policy.tests.e2e;

import org.jspecify.annotations.NullMarked;
