// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import policy.protocols.http.PathForm;

/// What the path of a request says it is about, read as the API server's `RequestInfo` reads it.
///
/// Source: kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verbs and
/// kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris.
sealed interface ApiPath {

    Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    /// @param watching whether it begins with the old `watch` prefix
    /// @param group empty for the core group
    /// @param namespace empty if there is none
    /// @param name empty if it is about no single object
    /// @param subresource empty if there is none
    record Resource(
            boolean watching,
            String group,
            String version,
            String namespace,
            String resource,
            String name,
            String subresource)
            implements ApiPath {}

    /// Such as `/healthz`, and the paths where groups and versions are listed.
    enum NonResource implements ApiPath {
        NON_RESOURCE
    }

    /// @param because in words for the blocked person
    record Unreadable(String because) implements ApiPath {}

    /// @param path as the target is sent it
    static ApiPath of(String path) {
        return switch (PathForm.of(path)) {
            case PathForm.Refused refused -> new Unreadable(refused.because());
            case PathForm.Normal normal
            when !normal.path().equals(path) -> new Unreadable("the path is not in its normal form");
            case PathForm.Normal _ -> read(segments(path));
        };
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/"))
                .filter(s -> !s.isEmpty())
                .map(ApiPath::decoded)
                .toList();
    }

    /// The server compares decoded segments, so `system%3Aadmin` and `system:admin` are one name.
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static ApiPath read(List<String> segments) {
        boolean core = !segments.isEmpty() && segments.getFirst().equals("api");
        boolean grouped = !segments.isEmpty() && segments.getFirst().equals("apis");
        int before = core ? 2 : 3;
        if ((!core && !grouped) || segments.size() <= before) {
            return NonResource.NON_RESOURCE;
        }
        String group = core ? "" : segments.get(1);
        String version = segments.get(before - 1);
        List<String> parts = segments.subList(before, segments.size());
        boolean watching = parts.getFirst().equals("watch");
        if (parts.getFirst().equals("proxy") || (watching && parts.size() == 1)) {
            return new Unreadable("the path has a form that API servers no longer have");
        }
        return resource(watching, group, version, watching ? parts.subList(1, parts.size()) : parts);
    }

    private static ApiPath resource(boolean watching, String group, String version, List<String> parts) {
        boolean namespaced = parts.getFirst().equals("namespaces") && parts.size() > 1;
        String namespace = namespaced ? parts.get(1) : "";
        List<String> own = namespaced && parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))
                ? parts.subList(2, parts.size())
                : parts;
        return new Resource(watching, group, version, namespace, own.getFirst(), part(own, 1), part(own, 2));
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
