// SPDX-License-Identifier: Apache-2.0
package policy.protocols.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.shown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import policy.runtime.request.Attribute;

/// Requests as clients send them, and what is read from them.
class LlmModelTest {

    private static final LlmModel LLM = new LlmModel();

    private static final String OPENAI = """
        {"model":"gpt-4o","messages":[
          {"role":"system","content":"be brief"},
          {"role":"developer","content":[{"type":"text","text":"no jokes"}]},
          {"role":"user","name":"ana","content":[
            {"type":"text","text":"what is this?"},
            {"type":"image_url","image_url":{"url":"https://img.example/1.png","detail":"low"}}]},
          {"role":"assistant","content":null,"refusal":"cannot","tool_calls":[
            {"id":"call_1","type":"function","function":{"name":"shell","arguments":"{\\"cmd\\":\\"ls \\\\u0041\\"}"}}]},
          {"role":"tool","tool_call_id":"call_1","content":"AKIAIOSFODNN7EXAMPLE"}],
         "tools":[{"type":"function","function":{"name":"shell","description":"runs","parameters":{"type":"object"}}},
                  {"type":"custom","custom":{"name":"sql"}},{"type":"web_search_preview"}],
         "functions":[{"name":"old"}],"web_search_options":{},
         "max_tokens":5,"max_completion_tokens":7,"stream":true,"temperature":0.5}
        """;

    private static final String ANTHROPIC = """
        {"model":"claude-x","max_tokens":1024,"stream":false,
         "system":[{"type":"text","text":"be brief","cache_control":{"type":"ephemeral"}}],
         "messages":[
          {"role":"user","content":"hello"},
          {"role":"assistant","content":[
            {"type":"thinking","thinking":"hmm","signature":"c2ln"},
            {"type":"tool_use","id":"t1","name":"shell","input":{"cmd":"cat key","n":4111111111111111}}]},
          {"role":"user","content":[
            {"type":"tool_result","tool_use_id":"t1","content":[
              {"type":"text","text":"AKIAIOSFODNN7EXAMPLE"},
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]},
            {"type":"document","source":{"type":"text","data":"ana@example.com"}}]}],
         "tools":[{"name":"shell","description":"runs","input_schema":{"type":"object"}}],
         "mcp_servers":[{"type":"url","name":"crm","url":"https://crm.example"}]}
        """;

    private static final String RESPONSES = """
        {"model":"gpt-5","instructions":"be brief","max_output_tokens":9,"input":[
          {"role":"user","content":[{"type":"input_text","text":"hello"},{"type":"input_image","image_url":"data:,"}]},
          {"type":"function_call","call_id":"c1","name":"shell","arguments":"{}"},
          {"type":"function_call_output","call_id":"c1","output":"ana@example.com"}],
         "tools":[{"type":"function","name":"shell"},{"type":"mcp","server_label":"crm"}]}
        """;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
        chat      | llm.provider     | openai
        chat      | llm.operation    | chat
        chat      | llm.model        | gpt-4o
        chat      | llm.system       | be brief/no jokes
        chat      | llm.system finds | ''
        chat      | llm.prompt finds | aws_access_key
        chat      | llm.roles        | system developer user assistant tool
        chat      | llm.messages     | 5
        chat      | llm.tools        | shell sql web_search_preview old web_search
        chat      | llm.max_tokens   | 7
        chat      | llm.stream       | true
        chat      | llm.attachments  | 1
        messages  | llm.provider     | anthropic
        messages  | llm.operation    | chat
        messages  | llm.model        | claude-x
        messages  | llm.system       | be brief
        messages  | llm.prompt finds | aws_access_key credit_card email
        messages  | llm.roles        | user assistant user
        messages  | llm.messages     | 3
        messages  | llm.tools        | shell crm
        messages  | llm.max_tokens   | 1024
        messages  | llm.stream       | false
        messages  | llm.attachments  | 2
        responses | llm.provider     | openai
        responses | llm.operation    | chat
        responses | llm.system       | be brief
        responses | llm.prompt finds | email
        responses | llm.roles        | user
        responses | llm.messages     | 3
        responses | llm.tools        | shell crm
        responses | llm.max_tokens   | 9
        responses | llm.attachments  | 1
        """)
    void reads(String api, String attribute, String expected) {
        Attribute wanted = LLM.schema().attribute(attribute).orElseThrow();
        var message = switch (api) {
            case "chat" -> post("/v1/chat/completions", OPENAI);
            case "messages" -> post("/v1/messages", ANTHROPIC);
            default -> post("/v1/responses", RESPONSES);
        };

        assertThat(shown(read(LLM, message, wanted)).replace('\n', '/')).isEqualTo(expected);
    }

    @Test
    void thePromptHoldsEveryTextOnce() {
        assertThat(shown(read(LLM, post("/v1/chat/completions", OPENAI), LlmSchema.PROMPT)))
                .isEqualTo("""
                    be brief
                    no jokes
                    ana
                    what is this?
                    https://img.example/1.png
                    cannot
                    call_1
                    shell
                    {"cmd":"ls \\u0041"}
                    cmd
                    ls A
                    call_1
                    AKIAIOSFODNN7EXAMPLE
                    shell
                    runs
                    sql
                    web_search_preview
                    old\
                    """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /v1/embeddings  | {"model":"e","input":"a@b.co"}            | a@b.co
        /v1/embeddings  | {"model":"e","input":["one","a@b.co"]}    | one/a@b.co
        /v1/embeddings  | {"model":"e","input":[1,2,3]}             | !`input` is neither a text nor a list of texts
        /v1/embeddings  | {"model":"e","input":[[1],[2]]}           | !`input` is neither a text nor a list of texts
        /v1/embeddings  | {"model":"e"}                             | !`input` is neither a text nor a list of texts
        /v1/completions | {"model":"e","prompt":"hi","suffix":"ho"} | hi/suffix/ho
        /v1/completions | {"model":"e","prompt":[1,2]}              | !`prompt` is neither a text nor a list of texts
        /v1/responses   | {"model":"e","input":"hi"}                | hi
        /v1/responses   | {"model":"e","input":7}                   | !`input` is not a list
        /v1/messages/count_tokens | {"model":"e","messages":[{"role":"user","content":"hi"}]} | hi
        """)
    void promptsOfOtherOperations(String path, String body, String expected) {
        assertThat(shown(read(LLM, post(path, body), LlmSchema.PROMPT)).replace('\n', '/'))
                .isEqualTo(expected);
    }

    @Test
    void aSingleTextIsOneMessageOfTheUser() {
        var message = post("/v1/responses", "{\"model\":\"e\",\"input\":\"hi\"}");

        assertThat(shown(read(LLM, message, LlmSchema.ROLES))).isEqualTo("user");
        assertThat(shown(read(LLM, message, LlmSchema.MESSAGES))).isEqualTo("1");
    }
}
