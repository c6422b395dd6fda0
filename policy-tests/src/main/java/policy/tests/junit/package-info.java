// SPDX-License-Identifier: Apache-2.0

/// Test blocks as tests of the JUnit Platform, for build tools and editors: a container for each policy, a test for
/// each
/// case, with the place it is written at. The only package that knows JUnit. Read [policy.tests.junit.HpolTestEngine]
/// first.
@NullMarked
package policy.tests.junit;

import org.jspecify.annotations.NullMarked;
