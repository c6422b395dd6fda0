// SPDX-License-Identifier: Apache-2.0
package policy.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// `hpol.codes/1`: what codes mean.
public final class CodeJson {

    private CodeJson() {}

    /// All codes by their titles.
    public static JsonNode list(List<ErrorPage> pages) {
        return codes(Json.array(pages, CodeJson::code));
    }

    /// One code with its page.
    public static JsonNode of(ErrorPage page) {
        return codes(Json.array(List.of(page), one -> code(one).put("page", one.markdown())));
    }

    private static JsonNode codes(JsonNode codes) {
        return Json.object().put("format", "hpol.codes/1").set("codes", codes);
    }

    private static ObjectNode code(ErrorPage page) {
        return Json.object().put("code", page.code()).put("title", page.title()).put("summary", page.summary());
    }
}
