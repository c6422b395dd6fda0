// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static policy.protocols.Given.assertInvalid;
import static policy.protocols.Given.get;
import static policy.protocols.Given.member;
import static policy.protocols.Given.post;
import static policy.protocols.Given.read;
import static policy.protocols.Given.sample;
import static policy.protocols.Given.shown;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import policy.protocols.InvalidSample;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body;
import policy.protocols.http.HttpMessage.Header;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Value;

class K8sModelTest {

    private static final K8sModel K8S = new K8sModel();
    private static final Set<Attribute> ALL = Set.copyOf(K8sSchema.SCHEMA.attributes());

    /// `GET /path?query`, with a JSON body if there is one.
    private static HttpMessage sent(String line, String body) {
        String[] words = line.split(" ", 2);
        String[] target = words[1].split("\\?", 2);
        return new HttpMessage(
                words[0],
                "cluster",
                target[0],
                target.length > 1 ? target[1] : "",
                List.of(new Header("content-type", "application/json")),
                body.isEmpty() ? Body.None.NONE : new Body.Whole(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String shownOf(Classified classified, String... attributes) {
        return String.join(
                " | ",
                Stream.of(attributes)
                        .map(a -> shown(K8S, classified, "k8s." + a))
                        .toList());
    }

    /// As `RequestInfo` of the API server has it.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', nullValues = "null", textBlock = """
        GET /api/v1/namespaces;                                   list |  | v1 | namespaces |  |  |
        GET /api/v1/namespaces/other;                             get |  | v1 | namespaces |  | other | other
        GET /api/v1/namespaces/other/pods;                        list |  | v1 | pods |  | other |
        GET /api/v1/namespaces/other/pods/foo;                    get |  | v1 | pods |  | other | foo
        HEAD /api/v1/namespaces/other/pods/foo;                   get |  | v1 | pods |  | other | foo
        GET /api/v1/pods;                                         list |  | v1 | pods |  |  |
        HEAD /api/v1/pods;                                        list |  | v1 | pods |  |  |
        GET /api/v1/pods/;                                        list |  | v1 | pods |  |  |
        GET /api/v1/nodes/n1;                                     get |  | v1 | nodes |  |  | n1
        GET /api/v1/pods?watch=true;                              watch |  | v1 | pods |  |  |
        GET /api/v1/pods?watch=;                                  watch |  | v1 | pods |  |  |
        GET /api/v1/pods?watch=0;                                 list |  | v1 | pods |  |  |
        GET /api/v1/pods?watch=FALSE;                             list |  | v1 | pods |  |  |
        GET /api/v1/pods/foo?watch=true;                          get |  | v1 | pods |  |  | foo
        GET /api/v1/pods?watch=false&watch=true;                  !there is more than one parameter `watch` |  | v1 | pods |  |  |
        GET /api/v1/watch/namespaces/other/pods;                  watch |  | v1 | pods |  | other |
        GET /api/v1/watch/pods;                                   watch |  | v1 | pods |  |  |
        GET /api/v1/pods?fieldSelector=metadata.name%3Dfoo;       list |  | v1 | pods |  |  | foo
        GET /api/v1/pods?fieldSelector=spec.nodeName%3Dn;         list |  | v1 | pods |  |  |
        GET /api/v1/pods?fieldSelector=metadata.name!%3Dfoo;      list |  | v1 | pods |  |  | !the field selector does not just name one object
        POST /api/v1/namespaces/other/pods;                       create |  | v1 | pods |  | other |
        PUT /api/v1/namespaces/other/pods/foo;                    update |  | v1 | pods |  | other | foo
        PATCH /api/v1/namespaces/other/pods/foo;                  patch |  | v1 | pods |  | other | foo
        DELETE /api/v1/namespaces/other/pods/foo;                 delete |  | v1 | pods |  | other | foo
        DELETE /api/v1/namespaces/other/pods;                     deletecollection |  | v1 | pods |  | other |
        PUT /api/v1/namespaces/foo/finalize;                      update |  | v1 | namespaces | finalize | foo | foo
        PUT /api/v1/namespaces/foo/status;                        update |  | v1 | namespaces | status | foo | foo
        GET /apis/apps/v1/namespaces/other/deployments/web/scale; get | apps | v1 | deployments | scale | other | web
        GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Aadmin; get | rbac.authorization.k8s.io | v1 | clusterroles |  |  | system:admin
        GET /api/v1/namespaces/other/pods/foo/log/x/y;            get |  | v1 | pods | log | other | foo
        POST /api/v1/namespaces/other/pods/foo/exec;              create |  | v1 | pods | exec | other | foo
        GET /api/v1/namespaces/other/pods/foo/exec;               create |  | v1 | pods | exec | other | foo
        GET /api/v1/namespaces/other/pods/foo/attach;             create |  | v1 | pods | attach | other | foo
        GET /api/v1/namespaces/other/pods/foo/portforward;        create |  | v1 | pods | portforward | other | foo
        GET /api/v1/nodes/n1/proxy/run/x;                         get |  | v1 | nodes | proxy |  | n1
        POST /apis/example.com/v1/pods/foo/exec;                  create | example.com | v1 | pods | exec |  | foo
        GET /apis/example.com/v1/pods/foo/exec;                   get | example.com | v1 | pods | exec |  | foo
        TRACE /api/v1/pods;                                       !the method is none that the API server has a verb for |  | v1 | pods |  |  |
        OPTIONS /api/v1/pods;                                     !the method is none that the API server has a verb for |  | v1 | pods |  |  |
        POST /api/v1/watch/pods;                                  !the method is none that the API server has a verb for |  | v1 | pods |  |  |
        GET /healthz;                                             get |  |  |  |  |  |
        POST /healthz;                                            post |  |  |  |  |  |
        GET /api/v1;                                              get |  |  |  |  |  |
        GET /apis/apps/v1;                                        get |  |  |  |  |  |
        GET /;                                                    get |  |  |  |  |  |
        """)
    void requestInfo(String line, String expected) {
        Classified classified = K8S.classify(sent(line, ""), ALL);

        assertThat(shownOf(classified, "verb", "group", "version", "resource", "subresource", "namespace", "name")
                        .strip())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /api/v1/namespaces/prod/../dev/pods | !the path contains a dot segment
        /api/v1//pods                       | !the path contains an empty segment
        /api/v1/namespaces%2Fprod/pods      | !the path contains an encoded slash
        /api/v1/pods;x/foo                  | !the path contains a semicolon
        /api/v1/%70ods                      | !the path is not in its normal form
        /api/v1/proxy/namespaces/a/pods/b   | !the path has a form that API servers no longer have
        /api/v1/watch                       | !the path has a form that API servers no longer have
        """)
    void aPathInAnotherFormTellsNothing(String path, String expected) {
        Classified classified = K8S.classify(get(path), ALL);

        assertThat(classified.action().name()).isEqualTo("unknown");
        for (String attribute :
                List.of("verb", "group", "resource", "namespace", "name", "dry_run", "command", "path")) {
            assertThat(shownOf(classified, attribute)).isEqualTo(expected);
        }
        assertThat(shownOf(classified, "container", "nonresource")).isEqualTo(expected + " | " + expected);
    }

    private static final String POD = "/api/v1/namespaces/a/pods/b";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        DELETE POD                     |                                   | false
        DELETE POD?dryRun=All          |                                   | true
        DELETE POD?dryRun=All          | {"kind":"DeleteOptions"}          | false
        DELETE POD                     | {"dryRun":["All"]}                | true
        DELETE POD?dryRun=All          | {"dryRun":[]}                     | false
        DELETE POD?dryRun=All          | {"dryRun":null}                   | false
        DELETE POD?dryRun=All          | {"dryRun":["All","None"]}         | !`dryRun` is not `All`
        DELETE POD?dryRun=All          | {"dryRun":"All"}                  | !`dryRun` is not `All`
        DELETE POD?dryRun=All          | {"dryRun":["All"],"DryRun":[]}    | !names of members differ in case only, which targets read differently
        DELETE POD?dryRun=All          | k8s                               | !the body is not valid JSON
        DELETE /api/v1/pods?dryRun=All |                                   | true
        PUT POD?dryRun=All             | {"dryRun":[]}                     | true
        PATCH POD?dryRun=All&dryRun=All | {}                               | true
        PATCH POD?dryRun=All&dryRun=x  | {}                                | !`dryRun` is not `All`
        PUT POD?dryRun=                | {}                                | !`dryRun` is not `All`
        PUT POD?dryrun=All             | {}                                | false
        PUT POD?dryRun=All;x           | {}                                | !the query contains a semicolon, which targets read in different ways
        GET POD?dryRun=All             |                                   | false
        POST POD/exec?dryRun=All       |                                   | false
        POST POD/proxy?dryRun=All      |                                   | false
        TRACE POD?dryRun=All           |                                   | !the method is none that the API server has a verb for
        POST /healthz?dryRun=All       |                                   | false
        """)
    void dryRun(String line, String body, String expected) {
        HttpMessage message = sent(line.replace("POD", POD), body == null ? "" : body);

        assertThat(shown(read(K8S, message, K8sSchema.DRY_RUN))).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST POD/exec?command=sh&command=-c&command=rm%20-rf%20%2F&container=c | sh -c rm -rf / | c
        GET POD/exec?command=ls&stdin=true          | ls                               | -
        GET POD/exec                                | ''                               | -
        GET POD/exec?command=a+b                    | a b                              | -
        GET POD/exec?command=ls&container=          | ls                               | -
        GET POD/exec?command=ls&container=a&container=b | ls                           | !there is more than one parameter `container`
        GET POD/exec?command=%zz                    | !the query contains an invalid percent encoding | !the query contains an invalid percent encoding
        GET POD/attach?command=ls&container=c       | ''                               | c
        GET POD/log?container=c                     | ''                               | c
        GET POD?command=ls&container=c              | ''                               | -
        GET /healthz?command=ls                     | ''                               | -
        """)
    void commandAndContainer(String line, String command, String container) {
        assertThat(shownOf(K8S.classify(sent(line.replace("POD", POD), ""), ALL), "command", "container"))
                .isEqualTo(command + " | " + container);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        application/json                       | {"spec":{"replicas":3}}  | spec/replicas | 3
        application/merge-patch+json           | {"spec":{"replicas":3}}  | spec/replicas | 3
        application/json-patch+json            | [{"op":"remove"}]        | op | !the body is not a JSON object
        application/apply-patch+yaml           | spec:                    | spec | !the body is not declared as JSON
        application/vnd.kubernetes.protobuf    | k8s                      | spec | !the body is not declared as JSON
        application/json                       | {"a":1,"a":2}            | a  | !the body names a field twice (line 1, column 11)
        """)
    void objects(String type, String body, String path, String expected) {
        assertThat(member(read(K8S, post("/api/v1/pods", body, "Content-Type: " + type), K8sSchema.OBJECT), path))
                .isEqualTo(expected);
    }

    @Test
    void withoutAMediaTypeTheServerReadsJson() {
        assertThat(shown(read(K8S, post("/api/v1/pods", "{\"a\":1}"), K8sSchema.OBJECT)))
                .isEqualTo("{a: 1}");
        assertThat(shown(read(K8S, get("/api/v1/pods"), K8sSchema.OBJECT))).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impersonate-User", "impersonate-group", "Impersonate-Extra-scopes"})
    void impersonation(String header) {
        assertThat(shown(read(K8S, get("/api/v1/pods", header + ": admin"), K8sSchema.IMPERSONATES)))
                .isEqualTo("true");
        assertThat(shown(read(K8S, get("/api/v1/pods", "X: y"), K8sSchema.IMPERSONATES)))
                .isEqualTo("false");
    }

    @Test
    void onlyObjectsAndOptionsNeedTheBody() {
        assertThat(K8S.needsBody(Set.of(K8sSchema.VERB, K8sSchema.COMMAND))).isFalse();
        assertThat(K8S.needsBody(Set.of(K8sSchema.OBJECT))).isTrue();
        assertThat(K8S.needsBody(Set.of(K8sSchema.DRY_RUN))).isTrue();
    }

    @Test
    void samplesAreRequests() throws InvalidSample {
        Classified fields =
                K8S.sample(sample("verb", "delete", "resource", "pods", "namespace", "prod", "name", "api-1"));
        Classified exec = K8S.sample(sample(
                "verb",
                "create",
                "resource",
                "pods",
                "name",
                "p",
                "subresource",
                "exec",
                "container",
                "c",
                "command",
                Value.of(List.of("sh", "-c", "echo é & x=1;"))));
        Classified scaled = K8S.sample(sample(
                "verb",
                "patch",
                "group",
                "apps",
                "resource",
                "deployments",
                "name",
                "web",
                "dry_run",
                Value.of(true),
                "object",
                sample("spec", sample("replicas", Value.of(0)))));

        Classified other = K8S.sample(sample("verb", "list", "resource", "pods", "impersonate", "admin"));

        assertThat(fields.all())
                .isEqualTo(K8S.sample(Value.of("DELETE /api/v1/namespaces/prod/pods/api-1"))
                        .all());
        assertThat(shownOf(other, "verb", "impersonates")).isEqualTo("list | true");
        assertThat(fields.all()).hasSize(14);
        assertThat(shownOf(fields, "verb", "resource", "namespace", "name")).isEqualTo("delete | pods | prod | api-1");
        assertThat(shownOf(exec, "verb", "command", "container")).isEqualTo("create | sh -c echo é & x=1; | c");
        assertThat(shownOf(scaled, "verb", "group", "version", "dry_run", "object"))
                .isEqualTo("patch | apps | v1 | true | {spec: {replicas: 0}}");
        assertThat(shownOf(K8S.sample(sample("verb", "watch", "resource", "pods", "name", "a")), "verb", "name"))
                .isEqualTo("watch | a");
        assertThat(shownOf(K8S.sample(sample("verb", "get", "path", "/healthz")), "verb", "path", "nonresource"))
                .isEqualTo("get | /healthz | true");
        assertThat(shownOf(
                        K8S.sample(sample("verb", "get", "resource", "namespaces", "name", "a")), "namespace", "name"))
                .isEqualTo("a | a");
    }

    /// Every verb a sample can have arrives as that verb.
    @ParameterizedTest
    @ValueSource(strings = {"get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"})
    void everyVerbArrives(String verb) throws InvalidSample {
        boolean named = Set.of("get", "update", "patch", "delete").contains(verb);
        Value.Fields sample = named
                ? sample("verb", verb, "resource", "pods", "name", "a")
                : sample("verb", verb, "resource", "pods");

        assertThat(shownOf(K8S.sample(sample), "verb")).isEqualTo(verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "post", "put", "patch", "delete", "head", "options"})
    void everyVerbOfAPathArrives(String verb) throws InvalidSample {
        assertThat(shownOf(K8S.sample(sample("verb", verb, "path", "/metrics")), "verb"))
                .isEqualTo(verb);
    }

    @Test
    void wrongSamplesAreTold() {
        assertInvalid(K8S, sample("resource", "pods"), "verb", "it names no `verb`");
        assertInvalid(K8S, sample("verb", "get"), "", "it names no `resource` and no `path`");
        assertInvalid(K8S, sample("verb", "get", "resource", "pods"), "verb", "`get` needs the `name` of an object");
        assertInvalid(
                K8S,
                sample("verb", "deletecollection", "resource", "pods", "name", "a"),
                "name",
                "the path of `deletecollection` names no object");
        assertInvalid(
                K8S,
                sample("verb", "post", "resource", "pods"),
                "verb",
                "`post` goes with a `path`, not with a resource");
        assertInvalid(
                K8S,
                sample("verb", "get", "resource", "pods", "path", "/x"),
                "path",
                "it names both a `path` and a `resource`");
        assertInvalid(
                K8S,
                sample("verb", "get", "resource", "pods", "name", "a/b"),
                "name",
                "`a/b` cannot stand in a path as it is");
        assertInvalid(
                K8S,
                Value.of(1),
                "",
                "a k8s sample is a text such as `GET /api/v1/pods`, or fields such as `{ verb: list, resource:"
                        + " \"pods\" }`");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "api",
                        "apis",
                        "v1",
                        "apps",
                        "namespaces",
                        "watch",
                        "proxy",
                        "pods",
                        "exec",
                        "status",
                        "a",
                        "..",
                        "%2e",
                        "%3A",
                        "+",
                        "",
                        "é")
                .list()
                .ofMaxSize(9)
                .map(parts -> "/" + String.join("/", parts));
    }

    @Property(tries = 2000)
    void nothingThrows(@ForAll("paths") String path, @ForAll String text) {
        for (String method : List.of("GET", "POST", "DELETE", text)) {
            var body = new Body.Whole(text.getBytes(StandardCharsets.UTF_8));
            for (String target : List.of(path, text)) {
                var message = new HttpMessage(method, text, target, text, List.of(new Header(text, text)), body);
                assertThat(K8S.classify(message, ALL).all()).hasSize(14);
            }
        }
    }
}
