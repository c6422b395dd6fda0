// SPDX-License-Identifier: Apache-2.0
package policy.compiler;

import java.util.List;
import policy.runtime.request.Attribute;
import policy.runtime.request.Entity;
import policy.runtime.request.Schema;
import policy.runtime.request.Type;
import policy.runtime.request.Vocabulary;

/// Schemas made for tests: one attribute of each shape, so that no test depends on what a protocol happens to have.
public final class Fixtures {

    public static final Attribute VERB = Attribute.always(
            "web.verb", new Type.Choice("web verb", List.of("GET", "HEAD", "POST", "PUT", "DELETE")), "The verb.");
    public static final Attribute PATH = Attribute.always("web.path", Type.TEXT, "The path.");
    public static final Attribute QUERY = Attribute.optional("web.query", Type.TEXT, "The query.");
    public static final Attribute TAGS = Attribute.always("web.tags", Type.TEXTS, "Tags.");
    public static final Attribute FLAGS =
            Attribute.optional("web.flags", new Type.ListOf(new Type.Choice("flag", List.of("hot", "cold"))), "Flags.");
    public static final Attribute SECURE = Attribute.always("web.secure", Type.BOOL, "Over TLS.");
    public static final Attribute SIZE = Attribute.optional("web.size", Type.INT, "Bytes.");
    public static final Attribute BODY = Attribute.searched("web.body", "The body.");
    public static final Attribute BYTES = Attribute.always("web.bytes", Type.SIZE, "Size of the body.");
    public static final Attribute WAIT = Attribute.optional("web.wait", Type.DURATION, "How long it may take.");
    public static final Attribute SINCE = Attribute.optional("web.since", Type.TIME, "Since when.");
    public static final Attribute PEER = Attribute.optional("web.peer", Type.ADDRESS, "Who passed it on.");
    public static final Attribute ARGS = Attribute.open("web.args", "What is in the body.");
    public static final Attribute PARTS =
            Attribute.always("web.parts", new Type.ListOf(Type.OPEN), "Parts of the body.");

    public static final Schema WEB = Schema.of(
            "web",
            "Web.",
            List.of(VERB, PATH, QUERY, TAGS, FLAGS, SECURE, SIZE, BODY, BYTES, WAIT, SINCE, PEER, ARGS, PARTS));

    public static final Attribute MODEL = Attribute.always("bot.model", Type.TEXT, "The model.");
    public static final Schema BOT = Schema.of("bot", "Bots.", List.of(MODEL)).answeringIn(Schema.Part.COLUMN);

    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(WEB, BOT),
            List.of(
                    new Entity("email", "An address."),
                    new Entity("aws_key", "A key."),
                    new Entity("iban", "An IBAN.")));

    private Fixtures() {}
}
