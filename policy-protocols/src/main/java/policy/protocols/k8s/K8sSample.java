// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import policy.protocols.InvalidSample;
import policy.protocols.Sample;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.http.HttpSample;
import policy.runtime.request.Value;

/// Builds the request that a sample of a test describes, as kubectl would send it.
final class K8sSample {

    private static final List<String> FIELDS = List.of(
            "verb",
            "group",
            "version",
            "resource",
            "subresource",
            "namespace",
            "name",
            "dry_run",
            "command",
            "container",
            "object",
            "impersonate",
            "path");

    /// What stands in a path as it is.
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9:_~-][A-Za-z0-9.:_~-]*");

    private static final Set<String> OF_ONE = Set.of("get", "update", "patch", "delete");
    private static final Set<String> OF_PATHS = Set.of("post", "put", "head", "options");

    private final Sample sample;
    private final String verb;

    private K8sSample(Sample sample) throws InvalidSample {
        this.sample = sample;
        this.verb = sample.word("verb", K8sSchema.VERBS)
                .orElseThrow(() -> new InvalidSample(
                        Optional.of("verb"), "it names no `verb`", "say one: " + String.join(", ", K8sSchema.VERBS)));
    }

    static HttpMessage message(Value sample) throws InvalidSample {
        return switch (sample) {
            case Value.Text line -> HttpSample.message(line);
            case Value.Fields fields -> new K8sSample(new Sample(fields, FIELDS)).message();
            case Value _ ->
                throw new InvalidSample(
                        Optional.empty(),
                        "a k8s sample is a text such as `GET /api/v1/pods`, or fields such as `{ verb: list, resource:"
                                + " \"pods\" }`");
        };
    }

    private HttpMessage message() throws InvalidSample {
        Optional<JsonNode> object = sample.object("object");
        byte[] body = object.map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8);
        String type = verb.equals("patch") ? "application/merge-patch+json" : "application/json";
        return new HttpMessage(
                method(),
                "target.example",
                sample.has("path") ? nonResource() : path(),
                query(),
                headers(object.map(_ -> type)),
                object.isPresent() ? new Body.Whole(body) : Body.None.NONE);
    }

    private List<Header> headers(Optional<String> type) throws InvalidSample {
        var headers = new ArrayList<Header>();
        type.ifPresent(t -> headers.add(new Header("content-type", t)));
        sample.text("impersonate").ifPresent(user -> headers.add(new Header("impersonate-user", user)));
        return headers;
    }

    private String method() {
        return switch (verb) {
            case "get", "list", "watch" -> "GET";
            case "create", "post" -> "POST";
            case "update", "put" -> "PUT";
            case "patch" -> "PATCH";
            case "delete", "deletecollection" -> "DELETE";
            case "head" -> "HEAD";
            default -> "OPTIONS";
        };
    }

    private String nonResource() throws InvalidSample {
        if (sample.has("resource")) {
            throw new InvalidSample(Optional.of("path"), "it names both a `path` and a `resource`");
        }
        return HttpSample.normal(sample.text("path").orElse("/"));
    }

    private String path() throws InvalidSample {
        String resource = segment("resource")
                .orElseThrow(() -> new InvalidSample(
                        Optional.empty(),
                        "it names no `resource` and no `path`",
                        "say `resource: \"pods\"`, or `path: \"/healthz\"` for what is no object"));
        if (OF_PATHS.contains(verb)) {
            throw new InvalidSample(
                    Optional.of("verb"),
                    "`%s` goes with a `path`, not with a resource".formatted(verb),
                    "of a resource say get, list, watch, create, update, patch, delete or deletecollection");
        }
        Optional<String> name = segment("name");
        Optional<String> subresource = segment("subresource");
        if (name.isEmpty() && (OF_ONE.contains(verb) || subresource.isPresent())) {
            throw new InvalidSample(
                    Optional.of("verb"), "`%s` needs the `name` of an object".formatted(verb), "add `name: \"…\"`");
        }
        boolean ofAll = verb.equals("deletecollection") || (verb.equals("create") && subresource.isEmpty());
        if (name.isPresent() && ofAll) {
            throw new InvalidSample(
                    Optional.of("name"),
                    "the path of `%s` names no object".formatted(verb),
                    verb.equals("create")
                            ? "leave `name` out; a new object is named in its body: `object: { metadata: { name: \"%s\" } }`"
                                    .formatted(name.get())
                            : "leave `name` out, or say `verb: delete`");
        }
        var path = new StringBuilder();
        Optional<String> group = segment("group");
        path.append(group.isPresent() ? "/apis/" + group.get() : "/api");
        path.append('/').append(segment("version").orElse("v1"));
        segment("namespace").ifPresent(namespace -> path.append("/namespaces/").append(namespace));
        path.append('/').append(resource);
        if (!selects()) {
            name.ifPresent(part -> path.append('/').append(part));
        }
        subresource.ifPresent(part -> path.append('/').append(part));
        return path.toString();
    }

    /// Lists and watches name an object in the query.
    private boolean selects() {
        return verb.equals("list") || verb.equals("watch");
    }

    private Optional<String> segment(String field) throws InvalidSample {
        Optional<String> segment = sample.text(field).filter(text -> !text.isEmpty());
        if (segment.isPresent() && !SEGMENT.matches(segment.get())) {
            throw new InvalidSample(
                    Optional.of(field), "`%s` cannot stand in a path as it is".formatted(segment.get()));
        }
        return segment;
    }

    private String query() throws InvalidSample {
        var query = new ArrayList<String>();
        if (verb.equals("watch")) {
            query.add("watch=true");
        }
        if (selects() && sample.has("name")) {
            query.add("fieldSelector="
                    + encoded("metadata.name=" + segment("name").orElse("")));
        }
        if (sample.truth("dry_run").orElse(false)) {
            query.add("dryRun=All");
        }
        sample.text("container").ifPresent(container -> query.add("container=" + encoded(container)));
        for (String word : sample.texts("command")) {
            query.add("command=" + encoded(word));
        }
        return String.join("&", query);
    }

    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
            if (plain) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
