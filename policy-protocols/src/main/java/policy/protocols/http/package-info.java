// SPDX-License-Identifier: Apache-2.0

/// HTTP as policy sees it. Read [policy.protocols.http.HttpClassifier] first.
@NullMarked
package policy.protocols.http;

import org.jspecify.annotations.NullMarked;
