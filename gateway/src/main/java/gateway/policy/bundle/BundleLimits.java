// SPDX-License-Identifier: Apache-2.0
package gateway.policy.bundle;

import policy.dsl.source.DataFiles;
import policy.dsl.source.SourceSet;

/// What a bundle may hold at most. All is checked before anything of that size is made room for.
public final class BundleLimits {

    /// Of the whole file: all sources, all data files, the envelope and what is around them.
    public static final int MAX_BYTES = 192 << 20;

    /// Of one file in it; data files are the longest.
    public static final int MAX_FILE_BYTES = DataFiles.MAX_FILE_BYTES;

    /// Policies and data files.
    public static final int MAX_FILES = 2 * SourceSet.MAX_FILES;

    /// Of the signed statement.
    public static final int MAX_STATEMENT_BYTES = 8 << 20;

    /// Of the envelope around it, in which it stands in base64.
    static final int MAX_ENVELOPE_BYTES = MAX_STATEMENT_BYTES / 3 * 4 + 4096;

    private BundleLimits() {}
}
