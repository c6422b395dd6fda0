// SPDX-License-Identifier: Apache-2.0
package policy.protocols.evidence;

import static policy.runtime.request.Attribute.always;
import static policy.runtime.request.Attribute.optional;

import java.util.List;
import java.util.stream.Stream;
import policy.runtime.request.Attribute;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;

/// The attributes of `evidence` requests.
public final class EvidenceSchema {

    static final List<String> OPERATIONS = Stream.of(EvidenceRequest.Operation.values())
            .map(EvidenceRequest.Operation::word)
            .toList();

    public static final Attribute OPERATION = always(
            "evidence.operation",
            new Type.Choice("evidence operation", OPERATIONS),
            "What is to be done: show, search, hand out, play, check or erase.");
    public static final Attribute SESSION =
            optional("evidence.session", Type.TEXT, "The session asked for, if it is one.");
    public static final Attribute TARGET =
            optional("evidence.target", Type.TEXT, "Name of the target whose traffic is asked for, if it is one.");
    public static final Attribute SUBJECT =
            optional("evidence.subject", Type.TEXT, "Identifier of the subject the evidence tells of, if it is one.");
    public static final Attribute SINCE =
            optional("evidence.since", Type.TIME, "Begin of the period asked for, if it has one.");
    public static final Attribute PERIOD = optional(
            "evidence.period",
            Type.DURATION,
            "How long the period asked for is, if it has a begin; until now if no end.");
    public static final Attribute RAW =
            always("evidence.raw", Type.BOOL, "Whether recordings are to be shown as they were before masking.");
    public static final Attribute COUNT =
            optional("evidence.count", Type.INT, "How many records at most are asked for, if there is a limit.");

    static final Schema SCHEMA = Schema.of(
                    "evidence",
                    "A request to read, search, export, replay, verify or erase evidence.",
                    List.of(OPERATION, SESSION, TARGET, SUBJECT, SINCE, PERIOD, RAW, COUNT))
            .answeringIn(Schema.Part.FIELD);

    private EvidenceSchema() {}
}
