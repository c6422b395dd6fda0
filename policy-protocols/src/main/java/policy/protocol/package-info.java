// SPDX-License-Identifier: Apache-2.0

/// Per protocol its schema and its classifier: bytes or text in, attributes out. Pure, without I/O, so that checker,
/// test runner, language server and gateway see the very same request.
@NullMarked
package policy.protocol;

import org.jspecify.annotations.NullMarked;
