// SPDX-License-Identifier: Apache-2.0

/// Requests to language models, in the wire formats of OpenAI and Anthropic, as policy sees them. Must
/// never know how replies are masked or refusals told. Read [policy.protocols.llm.LlmModel], then
/// [policy.protocols.llm.Api].
@NullMarked
package policy.protocols.llm;

import org.jspecify.annotations.NullMarked;
