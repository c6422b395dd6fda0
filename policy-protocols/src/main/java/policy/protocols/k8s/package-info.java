// SPDX-License-Identifier: Apache-2.0

/// Requests to a Kubernetes API server as policy sees them: what its own authorisation would call them. Must never know
/// how streams of `exec` are carried. Read [policy.protocols.k8s.K8sModel], then [policy.protocols.k8s.ApiPath].
@NullMarked
package policy.protocols.k8s;

import org.jspecify.annotations.NullMarked;
