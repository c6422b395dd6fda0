// SPDX-License-Identifier: Apache-2.0
package policy.compiler.bytecode;

import policy.compiler.walk.Found;
import policy.runtime.request.AccessRequest;

/// A part of a decision tree as code. Each is a class of its own that goes when nothing needs it any more.
public interface Route {

    /// Takes a request's way through the part, and leaves in `found` what a [policy.compiler.walk.Walk] would.
    ///
    /// @param branch which branch of a switch, where the part is some of its branches; else nothing
    void follow(int branch, AccessRequest request, Found found);
}
