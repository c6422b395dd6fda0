// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import policy.protocols.json.FieldNames;

/// Names and words the formats of both providers are made of, as opposed to what callers put in.
final class Fields {

    static final String AMBIGUOUS = "the body spells a field's name in another case, which targets read differently";

    private static final Set<String> TYPES = words("""
        text input_text output_text refusal thinking redacted_thinking reasoning reasoning_text summary_text message
        image_url input_image image input_audio file input_file document base64 url content ephemeral
        tool_use tool_result server_tool_use web_search_tool_result function_call function_call_output
        function custom tool auto any none enabled disabled adaptive json_object json_schema
        object array string number integer boolean null
        """);

    /// Values that are words of the formats when they stand in a field of this name.
    private static final Map<String, Set<String>> WORDS = Map.of(
            "type", TYPES,
            "role", words("system developer user assistant tool function"),
            "tool_choice", words("auto none required any"),
            "detail", words("auto low high"));

    /// Names that mean something in a request or in a message.
    private static final Set<String> MEANING = words("""
        model messages input prompt instructions system stream tools functions mcp_servers web_search_options
        max_tokens max_completion_tokens max_output_tokens role content type
        """);

    /// Other names the formats are made of, and those of JSON Schema in tool definitions.
    private static final Set<String> COMMON = words("""
        text name id function custom arguments tool_calls tool_call_id tool_use_id call_id tool_choice parallel_tool_calls
        is_error image_url url detail source media_type data cache_control thinking signature refusal output summary
        description parameters input_schema strict properties required items enum additionalProperties $schema
        temperature top_p top_k stop stop_sequences n seed metadata user user_id stream_options include_usage store
        include reasoning effort budget_tokens response_format encoding_format dimensions
        """);

    private Fields() {}

    private static Set<String> words(String words) {
        return Set.of(words.strip().split("\\s+"));
    }

    static boolean isName(String name) {
        return MEANING.contains(name) || COMMON.contains(name);
    }

    static boolean isWord(String field, String value) {
        return WORDS.getOrDefault(field, Set.of()).contains(value);
    }

    /// Whether an object has a name that only readers that ignore case take for one with a meaning.
    static boolean ambiguous(JsonNode object) {
        return FieldNames.ambiguous(object, MEANING);
    }
}
