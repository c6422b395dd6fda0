// SPDX-License-Identifier: Apache-2.0

/// What `hpol init` writes: a repository of policies with tests, pipelines and a hook, from files that are packaged. It
/// must never reach the network or overwrite anything. Read [policy.cli.init.Scaffold] first.
@NullMarked
package policy.cli.init;

import org.jspecify.annotations.NullMarked;
