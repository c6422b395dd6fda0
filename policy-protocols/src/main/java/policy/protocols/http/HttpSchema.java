// SPDX-License-Identifier: Apache-2.0
package policy.protocols.http;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.open;
import static policy.runtime.request.Attribute.optional;
import static policy.runtime.request.Attribute.searched;

import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `http` requests.
public final class HttpSchema {

    /// The registered methods (IANA HTTP Method Registry) that can be written as names; any other is
    /// undetermined.
    static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "QUERY",
            "ACL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "COPY",
            "LABEL",
            "LINK",
            "LOCK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MKREDIRECTREF",
            "MKWORKSPACE",
            "MOVE",
            "ORDERPATCH",
            "PROPFIND",
            "PROPPATCH",
            "REBIND",
            "REPORT",
            "SEARCH",
            "UNBIND",
            "UNCHECKOUT",
            "UNLINK",
            "UNLOCK",
            "UPDATE",
            "UPDATEREDIRECTREF");

    public static final Attribute METHOD =
            always("http.method", new Type.Choice("http method", METHODS), "Request method, upper case as registered.");
    public static final Attribute PATH = always(
            "http.path",
            Type.TEXT,
            "Path without query, in its one form: what is compared is what the target is sent, such as `/users/7`.");
    public static final Attribute HOST =
            always("http.host", Type.TEXT, "Host the request names, lower case, without port and trailing dot.");
    public static final Attribute QUERY = optional(
            "http.query",
            Type.TEXT,
            "What follows `?`; encoded letters, digits and `-._~` are decoded, all else stays encoded.");
    public static final Attribute PARAMS = open(
            "http.params",
            "Query parameters by name, decoded: `http.params.page`, `http.params[\"user-id\"]`; a repeated one is a"
                    + " list.");
    public static final Attribute HEADERS = open(
            "http.headers",
            "Header fields by lower-case name: `http.headers[\"x-team\"]`; several of one name are joined by `, `,"
                    + " credentials are not shown.");
    public static final Attribute CONTENT_TYPE =
            optional("http.content_type", Type.TEXT, "Media type of the body, lower case, without parameters.");
    public static final Attribute USER_AGENT =
            optional("http.user_agent", Type.TEXT, "The caller's `User-Agent`, as sent; a claim, not a fact.");
    public static final Attribute BODY =
            searched("http.body", "The body as text; empty if there is none, undetermined if it is not text.");
    public static final Attribute BODY_FINDS = BODY.findings();
    public static final Attribute JSON = open(
            "http.json",
            "The body as JSON: `http.json.order.amount`; no members if there is none, undetermined if it is not a JSON"
                    + " object.");
    public static final Attribute BODY_BYTES = optional(
            "http.body_bytes",
            Type.SIZE,
            "Size of the body as announced by `Content-Length`; 0 without a body, absent if not announced.");

    static final Schema SCHEMA = Schema.of(
            "http",
            "An HTTP request to a target.",
            List.of(METHOD, PATH, HOST, QUERY, PARAMS, HEADERS, CONTENT_TYPE, USER_AGENT, BODY, JSON, BODY_BYTES));

    private HttpSchema() {}
}
