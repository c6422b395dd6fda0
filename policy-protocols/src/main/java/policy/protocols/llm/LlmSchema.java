// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.optional;
import static policy.runtime.request.Attribute.searched;

import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `llm` requests.
public final class LlmSchema {

    public static final Attribute PROVIDER = always(
            "llm.provider",
            new Type.Choice("llm provider", Api.PROVIDERS),
            "Whose wire format the request is in, judged by its path.");
    public static final Attribute OPERATION = always(
            "llm.operation",
            new Type.Choice("llm operation", Api.OPERATIONS),
            "What is asked of the model: `chat` is a conversation in any format, `models` a question about models.");
    public static final Attribute MODEL = always(
            "llm.model", Type.TEXT, "The model asked for, as named by the request; empty when models are listed.");
    public static final Attribute SYSTEM = searched(
            "llm.system",
            "Instructions outside the dialogue: Anthropic's `system`, OpenAI's system and developer messages.");
    public static final Attribute SYSTEM_FINDS = SYSTEM.findings();
    public static final Attribute PROMPT = searched(
            "llm.prompt",
            "Every text the model is given: messages of all roles, instructions, tool calls, results and definitions.");
    public static final Attribute PROMPT_FINDS = PROMPT.findings();
    public static final Attribute ROLES = always(
            "llm.roles", Type.TEXTS, "Roles of the messages, in their order, such as `user`, `assistant`, `tool`.");
    public static final Attribute MESSAGES = always("llm.messages", Type.INT, "How many messages the dialogue has.");
    public static final Attribute TOOLS = always("llm.tools", Type.TEXTS, "Names of the tools the model may call.");
    public static final Attribute MAX_TOKENS =
            optional("llm.max_tokens", Type.INT, "The most tokens the answer may have, if the request limits it.");
    public static final Attribute STREAM =
            always("llm.stream", Type.BOOL, "Whether the answer is to be sent piece by piece.");
    public static final Attribute ATTACHMENTS = always(
            "llm.attachments",
            Type.INT,
            "How many images, files, recordings and parts of unknown kind the messages hold.");

    static final Schema SCHEMA = Schema.of(
            "llm",
            "A request to a language model, in the format of OpenAI or Anthropic.",
            List.of(
                    PROVIDER,
                    OPERATION,
                    MODEL,
                    SYSTEM,
                    PROMPT,
                    ROLES,
                    MESSAGES,
                    TOOLS,
                    MAX_TOKENS,
                    STREAM,
                    ATTACHMENTS));

    private LlmSchema() {}
}
