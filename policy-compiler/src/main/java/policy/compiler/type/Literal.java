// SPDX-License-Identifier: Apache-2.0
package policy.compiler.type;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import policy.compiler.lists.TextList;
import policy.dsl.ast.Expression;

/// How the values of one type are read: from an expression, and from a list in a file.
///
/// @param written reads an expression; nothing where a mistake was told
/// @param listed reads all rows of a file; nothing where a mistake was told
record Literal<T>(Function<Expression, Optional<T>> written, Function<TextList, Optional<Set<T>>> listed) {}
