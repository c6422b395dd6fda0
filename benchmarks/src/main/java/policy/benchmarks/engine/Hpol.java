// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Shape;
import policy.compiler.Compilation;
import policy.compiler.Compiler;
import policy.compiler.evaluate.TreePolicySet;
import policy.dsl.source.Source;
import policy.protocols.Protocols;
import policy.runtime.decision.Decision;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.runtime.request.AccessRequest;
import policy.runtime.request.Action;
import policy.runtime.request.Attribute;
import policy.runtime.request.Classified;
import policy.runtime.request.Context;
import policy.runtime.request.Resource;
import policy.runtime.request.Schema;
import policy.runtime.request.Subject;
import policy.runtime.request.Value;

/// This engine, asked as the gateway asks it.
public record Hpol(CompiledPolicySet policies, AccessRequest[] requests) implements Engine {

    /// A file holds at most 1 MiB.
    private static final int RULES_A_FILE = 1_000;

    public static Hpol load(Shape shape, List<Request> requests) {
        Compilation compilation = new Compiler(Protocols.vocabulary()).compile(sources(shape));
        CompiledPolicySet policies = compilation
                .policies()
                .orElseThrow(() -> new IllegalStateException("the benchmark's policy does not compile: "
                        + compilation.diagnostics().getFirst().message()));
        if (policies instanceof TreePolicySet trees) {
            trees.prepare();
        }
        Schema http = Protocols.vocabulary().schema("http").orElseThrow();
        return new Hpol(
                policies, requests.stream().map(request -> typed(http, request)).toArray(AccessRequest[]::new));
    }

    @Override
    public boolean allows(int request) {
        return policies.decide(requests[request]) instanceof Decision.Permit;
    }

    private static List<Source> sources(Shape shape) {
        List<Source> sources = new ArrayList<>();
        for (int first = 0; first < shape.count(); first += RULES_A_FILE) {
            String rules = IntStream.range(first, Math.min(first + RULES_A_FILE, shape.count()))
                    .mapToObj(shape::rule)
                    .collect(Collectors.joining());
            sources.add(new Source("bench_" + first + ".hpol", "policy bench_" + first + "\n" + rules));
        }
        return sources;
    }

    private static AccessRequest typed(Schema http, Request request) {
        Map<Attribute, Value> attributes = new HashMap<>();
        attributes.put(http.attribute("http.method").orElseThrow(), Value.of(request.method()));
        attributes.put(http.attribute("http.host").orElseThrow(), Value.of(request.host()));
        attributes.put(http.attribute("http.path").orElseThrow(), Value.of(request.path()));
        attributes.put(http.attribute("http.body_bytes").orElseThrow(), Value.of(request.bytes()));
        return new AccessRequest(
                http,
                Subject.person(request.user(), "bench", request.groups()),
                new Classified(new Action(request.method()), attributes),
                new Resource(
                        request.target(),
                        "http",
                        Resource.Env.valueOf(request.environment().toUpperCase(Locale.ROOT))),
                new Context(request.time(), dotted(request.address())));
    }

    private static String dotted(int address) {
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
