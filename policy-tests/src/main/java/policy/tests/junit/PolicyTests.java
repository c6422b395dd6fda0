// SPDX-License-Identifier: Apache-2.0
package policy.tests.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A class that stands for the tests of policy directories, for build tools that find tests by their classes:
/// `@PolicyTests("policies") final class PoliciesTest {}`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PolicyTests {

    /// Directories of `.hpol` files or single files, relative to the working directory of the tests: with Maven,
    /// the directory of the module.
    String[] value();
}
