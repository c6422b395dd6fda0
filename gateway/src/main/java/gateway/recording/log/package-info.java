// SPDX-License-Identifier: Apache-2.0

/// An append-only log in segment files, with a signed Merkle tree head: what is in it can be neither changed nor cut
/// unnoticed. `docs/evidence-format.md` has the layout byte by byte.
///
/// It must never know what its records are about. Read [gateway.recording.log.SegmentLog] first.
@NullMarked
package gateway.recording.log;

import org.jspecify.annotations.NullMarked;
