// SPDX-License-Identifier: Apache-2.0
package policy.protocols.k8s;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.open;
import static policy.runtime.request.Attribute.optional;

import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `k8s` requests.
public final class K8sSchema {

    /// Those of requests about resources, then the methods of the others.
    static final List<String> VERBS = List.of(
            "get",
            "list",
            "watch",
            "create",
            "update",
            "patch",
            "delete",
            "deletecollection",
            "post",
            "put",
            "head",
            "options");

    public static final Attribute VERB = always(
            "k8s.verb",
            new Type.Choice("k8s verb", VERBS),
            "What is done, in the words of RBAC; for paths that are no resources, the method in lower case.");
    public static final Attribute GROUP =
            always("k8s.group", Type.TEXT, "API group, such as `\"apps\"`; empty for the core group.");
    public static final Attribute VERSION = always("k8s.version", Type.TEXT, "API version, such as `\"v1\"`.");
    public static final Attribute RESOURCE = always(
            "k8s.resource", Type.TEXT, "Kind of object as paths name it, such as `\"pods\"`; empty for other paths.");
    public static final Attribute SUBRESOURCE =
            always("k8s.subresource", Type.TEXT, "Part of the object, such as `\"exec\"` or `\"log\"`; empty if none.");
    public static final Attribute NAMESPACE =
            always("k8s.namespace", Type.TEXT, "Namespace in the path; empty for all of them and for cluster objects.");
    public static final Attribute NAME = always(
            "k8s.name",
            Type.TEXT,
            "Name of the object in the path, or the one a list selects; empty if there is none.");
    public static final Attribute DRY_RUN =
            always("k8s.dry_run", Type.BOOL, "Whether the server is asked to change nothing.");
    public static final Attribute COMMAND =
            always("k8s.command", Type.TEXTS, "What `exec` runs, word by word; empty for everything else.");
    public static final Attribute CONTAINER = optional(
            "k8s.container", Type.TEXT, "Container that `exec`, `attach` or `log` names; the pod's first if none.");
    public static final Attribute IMPERSONATES = always(
            "k8s.impersonates", Type.BOOL, "Whether it asks to be done as somebody else, by `Impersonate-` headers.");
    public static final Attribute OBJECT = open(
            "k8s.object", "The body as JSON: `k8s.object.spec.replicas`; of a patch, the patch. No members if none.");
    public static final Attribute NONRESOURCE =
            always("k8s.nonresource", Type.BOOL, "Whether the path is about no resource, such as `/healthz`.");
    public static final Attribute PATH = always("k8s.path", Type.TEXT, "Path without query, in its one form.");

    static final Schema SCHEMA = Schema.of(
            "k8s",
            "A request to a Kubernetes API server.",
            List.of(
                    VERB,
                    GROUP,
                    VERSION,
                    RESOURCE,
                    SUBRESOURCE,
                    NAMESPACE,
                    NAME,
                    DRY_RUN,
                    COMMAND,
                    CONTAINER,
                    IMPERSONATES,
                    OBJECT,
                    NONRESOURCE,
                    PATH));

    private K8sSchema() {}
}
