// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Events that together make one reply, in one provider's way. Keeps what is held back of its texts.
sealed interface EventFamily permits ChatChunks, ContentBlocks, ResponseEvents {

    boolean owns(ObjectNode event);

    /// @return the event as the client may see it, last; before it events made up to carry what was held
    ///     back of texts that this one ends
    List<ObjectNode> masked(ObjectNode event);

    /// The stream ends.
    ///
    /// @return made-up events with what was still held back
    List<ObjectNode> rest();
}
