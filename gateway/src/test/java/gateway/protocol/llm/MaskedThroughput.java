// SPDX-License-Identifier: Apache-2.0
package gateway.protocol.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import gateway.exchange.Reply;
import gateway.masking.DetectorMasking;
import gateway.protocol.http.BodyTransform;
import gateway.protocol.http.HttpReplyHead;
import gateway.protocol.http.MaskedBodies;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import policy.protocols.detect.Detectors;
import policy.protocols.http.HttpMessage;
import policy.protocols.http.HttpMessage.Body.None;
import policy.protocols.http.HttpMessage.Header;
import policy.protocols.masking.TextMask;
import policy.runtime.decision.Effect;
import policy.runtime.decision.Obligation;
import policy.runtime.decision.Rule;
import policy.runtime.request.Classified;
import policy.runtime.request.Entity;

/// Prints how many megabytes of replies one core masks in a second, all entities on: a first look, not a benchmark.
public final class MaskedThroughput {

    /// Time this thread had a core: others on the machine do not count.
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 12;
    private static final int CHUNK = 16_384;
    private static final String TEXT =
            "The quick brown fox, at 10 past 4, wrote to nobody about its 12 keys; lazy dogs "
                    + "kept 3 of them (id 7f3a-99) and the rest went to ana@example.com in a box. ";

    private MaskedThroughput() {}

    public static void main(String[] args) {
        Supplier<TextMask> masks = masks();
        var request = new HttpMessage("POST", "llm", "/v1/chat/completions", "", List.of(), None.NONE);
        var dialect = new LlmDialect(new NoClassifier());
        measure("text", TEXT.repeat(60_000), () -> MaskedBodies.plain(head("text/plain"), masks));
        measure("json", json(), () -> MaskedBodies.plain(head("application/json"), masks));
        measure("chat stream", stream(), () -> dialect.masked(request, head("text/event-stream"), masks));
    }

    private static void measure(String what, String body, Supplier<BodyTransform> transforms) {
        byte[] bytes = body.getBytes(UTF_8);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            BodyTransform transform = transforms.get();
            long begun = CLOCK.getCurrentThreadCpuTime();
            for (int at = 0; at < bytes.length; at += CHUNK) {
                transform.push(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK)));
            }
            transform.finish();
            best = Math.max(best, bytes.length * 1e3 / (CLOCK.getCurrentThreadCpuTime() - begun));
        }
        System.out.printf("%-12s %4.0f MB/s of %d MB%n", what, best, bytes.length >> 20);
    }

    private static Supplier<TextMask> masks() {
        var names = Detectors.entities().stream().map(Entity::name).collect(Collectors.toCollection(TreeSet::new));
        var rule = new Rule(Effect.MASK, "p", "m", "p.hpol:1:1");
        var masks = new AtomicReference<Supplier<TextMask>>();
        Reply taking = new Reply() {
            @Override
            public Reply offering(Predicate<Classified> open) {
                return this;
            }

            @Override
            public Reply masked(Supplier<TextMask> given) {
                masks.set(given);
                return this;
            }
        };
        new DetectorMasking(new byte[16])
                .over(
                        taking,
                        List.of(new Obligation.Mask(
                                rule, new Obligation.Hidden.Entities(names), new Obligation.Transform.Redact())));
        return masks.get();
    }

    private static HttpReplyHead head(String type) {
        return new HttpReplyHead(200, List.of(new Header("content-type", type)));
    }

    private static String json() {
        String item = "{\"id\":\"0190f3\",\"name\":\"box\",\"count\":12,\"note\":\"%s\"}".formatted(TEXT);
        return "[" + (item + ",").repeat(30_000) + item + "]";
    }

    private static String stream() {
        var stream = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            String word = TEXT.substring(i * 5 % 150, i * 5 % 150 + 5);
            stream.append("data: {\"id\":\"chatcmpl-7\",\"object\":\"chat.completion.chunk\",\"created\":1717171717,")
                    .append("\"model\":\"gpt-x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                    .append(word)
                    .append("\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
        }
        return stream.append("data: [DONE]\n\n").toString();
    }
}
