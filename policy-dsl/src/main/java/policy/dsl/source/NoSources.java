// SPDX-License-Identifier: Apache-2.0
package policy.dsl.source;

/// There is no policy to read where one was said to be: nothing is there, it cannot be opened, it is a directory
/// without `.hpol` files or a file of another name. Not a mistake in a policy, so not a diagnostic: whoever named the
/// place must mend it.
///
/// The message is for people: lower case, the path in backticks.
public final class NoSources extends Exception {

    private static final long serialVersionUID = 1;

    public NoSources(String message) {
        super(message);
    }
}
