// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.http;

/// Masks the events of one stream, in their order. Not for several threads at once.
public interface EventMask {

    /// @param out gets what may be sent now, as it goes over the wire
    void event(SseEvent event, StringBuilder out);

    /// A comment line.
    ///
    /// @param comment what follows its colon
    void comment(String comment, StringBuilder out);

    /// The stream is complete.
    void finish(StringBuilder out);
}
