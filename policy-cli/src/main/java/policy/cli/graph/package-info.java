// SPDX-License-Identifier: Apache-2.0

/// Decision trees to look at. Read [policy.cli.graph.Twig] first: what is drawn; then [policy.cli.graph.TreeSvg], the
/// picture, and [policy.cli.graph.TreePage], the page to search in.
@NullMarked
package policy.cli.graph;

import org.jspecify.annotations.NullMarked;
