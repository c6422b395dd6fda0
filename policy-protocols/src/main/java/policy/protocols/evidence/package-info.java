// SPDX-License-Identifier: Apache-2.0

/// Reading evidence is a request like any other: decided, masked and recorded. This is what policy sees of it. Must
/// never know how evidence is stored. Read [policy.protocols.evidence.EvidenceModel] first.
@NullMarked
package policy.protocols.evidence;

import org.jspecify.annotations.NullMarked;
