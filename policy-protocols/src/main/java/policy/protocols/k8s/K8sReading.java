// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.JsonBody;
import policy.protocols.http.QueryParameters;
import policy.runtime.request.Value;
import policy.runtime.request.Value.Absent;
import policy.runtime.request.Value.Undetermined;

/// Reads the attributes of one request.
final class K8sReading {

    /// Of pods; they open a way into the container, whichever method is used.
    private static final Set<String> CONNECTING = Set.of("exec", "attach", "portforward");

    private static final Set<String> IN_CONTAINER = Set.of("exec", "attach", "log");

    private static final Set<String> CHANGING = Set.of("create", "update", "patch", "delete", "deletecollection");

    /// One term of a field selector that holds one object's name, with nothing escaped.
    private static final Pattern NAMED = Pattern.compile("metadata\\.name==?([A-Za-z0-9._:-]+)");

    private final HttpMessage message;
    private final ApiPath path;
    private final QueryParameters query;

    K8sReading(HttpMessage message) {
        this.message = message;
        this.path = ApiPath.of(message.path());
        this.query = QueryParameters.of(message.query());
    }

    Value verb() {
        return switch (path) {
            case ApiPath.Unreadable unreadable -> new Undetermined(unreadable.because());
            case ApiPath.NonResource _ -> word(message.method().toLowerCase(Locale.ROOT));
            case ApiPath.Resource resource -> verb(resource);
        };
    }

    private Value verb(ApiPath.Resource resource) {
        boolean reads = message.method().equals("GET") || message.method().equals("HEAD");
        if (resource.watching()) {
            return reads ? Value.of("watch") : unknown();
        }
        if (connects(resource) && (reads || message.method().equals("POST"))) {
            return Value.of("create");
        }
        return switch (message.method()) {
            case "GET", "HEAD" -> resource.name().isEmpty() ? listing() : Value.of("get");
            case "POST" -> Value.of("create");
            case "PUT" -> Value.of("update");
            case "PATCH" -> Value.of("patch");
            case "DELETE" -> Value.of(resource.name().isEmpty() ? "deletecollection" : "delete");
            default -> unknown();
        };
    }

    private Value listing() {
        return ofQuery("watch", values -> switch (values.size()) {
            case 0 -> Value.of("list");
            case 1 ->
                Value.of(Set.of("false", "0").contains(values.getFirst().toLowerCase(Locale.ROOT)) ? "list" : "watch");
            default -> new Undetermined("there is more than one parameter `watch`");
        });
    }

    private static Value word(String verb) {
        return K8sSchema.VERBS.contains(verb) ? Value.of(verb) : unknown();
    }

    private static Value unknown() {
        return new Undetermined("the method is none that the API server has a verb for");
    }

    private static boolean connects(ApiPath.Resource resource) {
        return resource.group().isEmpty()
                && resource.resource().equals("pods")
                && CONNECTING.contains(resource.subresource());
    }

    Value group() {
        return ofResource(resource -> Value.of(resource.group()));
    }

    Value version() {
        return ofResource(resource -> Value.of(resource.version()));
    }

    Value resource() {
        return ofResource(resource -> Value.of(resource.resource()));
    }

    Value subresource() {
        return ofResource(resource -> Value.of(resource.subresource()));
    }

    Value namespace() {
        return ofResource(resource -> Value.of(resource.namespace()));
    }

    Value name() {
        return ofResource(resource -> {
            boolean lists = resource.name().isEmpty()
                    && !resource.watching()
                    && (message.method().equals("GET") || message.method().equals("HEAD"));
            return lists ? ofQuery("fieldSelector", K8sReading::selected) : Value.of(resource.name());
        });
    }

    private static Value selected(List<String> selectors) {
        if (selectors.size() > 1) {
            return new Undetermined("there is more than one parameter `fieldSelector`");
        }
        String selector = selectors.isEmpty() ? "" : selectors.getFirst();
        if (!selector.contains("metadata.name")) {
            return Value.of("");
        }
        Matcher named = NAMED.matcher(selector);
        return named.matches()
                ? Value.of(named.group(1))
                : new Undetermined("the field selector does not just name one object");
    }

    /// The query counts, unless a DELETE has a body: then the server reads its options from there alone.
    Value dryRun() {
        if (!(path instanceof ApiPath.Resource resource)) {
            return path instanceof ApiPath.Unreadable unreadable
                    ? new Undetermined(unreadable.because())
                    : Value.of(false);
        }
        Value verb = verb();
        if (!(verb instanceof Value.Text(String word))) {
            return verb;
        }
        if (!CHANGING.contains(word)
                || connects(resource)
                || resource.subresource().equals("proxy")) {
            return Value.of(false);
        }
        return message.method().equals("DELETE") && !JsonBody.missing(message)
                ? dryRunOfBody(JsonBody.open(message, true))
                : ofQuery("dryRun", K8sReading::dryRun);
    }

    private static Value dryRun(List<String> stages) {
        if (stages.isEmpty()) {
            return Value.of(false);
        }
        return stages.stream().allMatch("All"::equals) ? Value.of(true) : new Undetermined("`dryRun` is not `All`");
    }

    private static Value dryRunOfBody(Value body) {
        if (!(body instanceof Value.Fields options)) {
            return body;
        }
        return switch (options.fields().get("dryRun")) {
            case null -> Value.of(false);
            case Absent _ -> Value.of(false);
            case Value.Many many when many.items().isEmpty() -> Value.of(false);
            case Value.Many many when many.items().stream().allMatch(Value.of("All")::equals) -> Value.of(true);
            case Undetermined undetermined -> undetermined;
            case Value _ -> new Undetermined("`dryRun` is not `All`");
        };
    }

    Value command() {
        return ofResource(
                resource -> connects(resource) && resource.subresource().equals("exec")
                        ? ofQuery("command", Value::of)
                        : Value.of(List.of()),
                Value.of(List.of()));
    }

    Value container() {
        return ofResource(
                resource -> resource.resource().equals("pods") && IN_CONTAINER.contains(resource.subresource())
                        ? ofQuery("container", K8sReading::single)
                        : Absent.ABSENT,
                Absent.ABSENT);
    }

    private static Value single(List<String> values) {
        return switch (values.size()) {
            case 0 -> Absent.ABSENT;
            case 1 -> values.getFirst().isEmpty() ? Absent.ABSENT : Value.of(values.getFirst());
            default -> new Undetermined("there is more than one parameter `container`");
        };
    }

    Value impersonates() {
        return Value.of(message.headers().stream()
                .anyMatch(header -> header.name().toLowerCase(Locale.ROOT).startsWith("impersonate-")));
    }

    Value object() {
        return JsonBody.open(message, true);
    }

    Value nonresource() {
        return path instanceof ApiPath.Unreadable unreadable
                ? new Undetermined(unreadable.because())
                : Value.of(path instanceof ApiPath.NonResource);
    }

    Value path() {
        return path instanceof ApiPath.Unreadable unreadable
                ? new Undetermined(unreadable.because())
                : Value.of(message.path());
    }

    private Value ofResource(Function<ApiPath.Resource, Value> read) {
        return ofResource(read, Value.of(""));
    }

    private Value ofResource(Function<ApiPath.Resource, Value> read, Value otherwise) {
        return switch (path) {
            case ApiPath.Unreadable unreadable -> new Undetermined(unreadable.because());
            case ApiPath.NonResource _ -> otherwise;
            case ApiPath.Resource resource -> read.apply(resource);
        };
    }

    private Value ofQuery(String name, Function<List<String>, Value> read) {
        return switch (query) {
            case QueryParameters.Unreadable unreadable -> new Undetermined(unreadable.because());
            case QueryParameters.Read parameters -> read.apply(parameters.values(name));
        };
    }
}
