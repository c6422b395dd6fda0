// SPDX-License-Identifier: Apache-2.0
package policy.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oasis.names.tc.xacml._3_0.core.schema.wd_17.DecisionType;
import org.ow2.authzforce.core.pdp.api.AttributeFqns;
import org.ow2.authzforce.core.pdp.api.DecisionRequest;
import org.ow2.authzforce.core.pdp.api.DecisionRequestBuilder;
import org.ow2.authzforce.core.pdp.api.value.Bags;
import org.ow2.authzforce.core.pdp.api.value.StandardDatatypes;
import org.ow2.authzforce.core.pdp.api.value.StringValue;
import org.ow2.authzforce.core.pdp.impl.BasePdpEngine;
import org.ow2.authzforce.core.pdp.impl.PdpEngineConfiguration;
import policy.benchmarks.workload.Request;
import policy.benchmarks.workload.Rule;

/// AuthzForce: one XACML 3.0 policy, a rule a rule, combined by deny-overrides.
public record AuthzForce(BasePdpEngine engine, DecisionRequest[] requests) implements Engine {

    private static final String SUBJECT = "urn:oasis:names:tc:xacml:1.0:subject-category:access-subject";
    private static final String ACTION = "urn:oasis:names:tc:xacml:3.0:attribute-category:action";
    private static final String RESOURCE = "urn:oasis:names:tc:xacml:3.0:attribute-category:resource";

    public static AuthzForce load(List<Rule> rules, List<Request> requests) {
        try {
            Path folder = Files.createTempDirectory("authzforce");
            Path policy = Files.writeString(folder.resolve("policy.xml"), policy(rules));
            Path configuration = Files.writeString(folder.resolve("pdp.xml"), """
                <pdp xmlns="http://authzforce.github.io/core/xmlns/pdp/8"
                     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="8.0">
                  <policyProvider id="bench" xsi:type="StaticPolicyProvider">
                    <policyLocation>%s</policyLocation>
                  </policyProvider>
                  <rootPolicyRef>bench</rootPolicyRef>
                </pdp>
                """.formatted(policy.toUri()));
            var engine = new BasePdpEngine(
                    PdpEngineConfiguration.getInstance(configuration.toUri().toString()));
            Files.delete(policy);
            Files.delete(configuration);
            Files.delete(folder);
            return new AuthzForce(
                    engine,
                    requests.stream().map(request -> typed(engine, request)).toArray(DecisionRequest[]::new));
        } catch (IOException e) {
            throw new IllegalStateException("AuthzForce does not take the benchmark's rules", e);
        }
    }

    private static String policy(List<Rule> rules) {
        return """
            <Policy xmlns="urn:oasis:names:tc:xacml:3.0:core:schema:wd-17" PolicyId="bench" Version="1.0"
                RuleCombiningAlgId="urn:oasis:names:tc:xacml:3.0:rule-combining-algorithm:deny-overrides">
            <Target/>
            %s
            </Policy>
            """.formatted(rules.stream().map(AuthzForce::rule).collect(Collectors.joining()));
    }

    private static String rule(Rule rule) {
        return """
            <Rule RuleId="rule_%d" Effect="%s"><Target>%s%s%s%s</Target></Rule>
            """.formatted(
                        rule.number(),
                        rule.allows() ? "Permit" : "Deny",
                        anyOf(List.of(match("3.0:function:string-starts-with", rule.prefix(), RESOURCE, "path"))),
                        anyOf(rule.methods().stream()
                                .map(method -> match("1.0:function:string-equal", method, ACTION, "method"))
                                .toList()),
                        anyOf(List.of(match("1.0:function:string-equal", rule.environment(), RESOURCE, "environment"))),
                        anyOf(List.of(match("1.0:function:string-equal", rule.group(), SUBJECT, "group"))));
    }

    private static String anyOf(List<String> matches) {
        return matches.stream()
                .map(match -> "<AllOf>" + match + "</AllOf>")
                .collect(Collectors.joining("", "<AnyOf>", "</AnyOf>"));
    }

    private static String match(String function, String text, String category, String attribute) {
        return """
            <Match MatchId="urn:oasis:names:tc:xacml:%s">
            <AttributeValue DataType="http://www.w3.org/2001/XMLSchema#string">%s</AttributeValue>
            <AttributeDesignator Category="%s" AttributeId="%s" MustBePresent="false"
                DataType="http://www.w3.org/2001/XMLSchema#string"/>
            </Match>\
            """.formatted(function, text, category, attribute);
    }

    private static DecisionRequest typed(BasePdpEngine engine, Request request) {
        DecisionRequestBuilder<?> builder = engine.newRequestBuilder(3, 4);
        put(builder, SUBJECT, "group", request.groups());
        put(builder, ACTION, "method", List.of(request.method()));
        put(builder, RESOURCE, "path", List.of(request.path()));
        put(builder, RESOURCE, "environment", List.of(request.environment()));
        return builder.build(false);
    }

    private static void put(
            DecisionRequestBuilder<?> builder, String category, String attribute, Collection<String> texts) {
        List<StringValue> values = texts.stream().map(StringValue::parse).toList();
        builder.putNamedAttributeIfAbsent(
                AttributeFqns.newInstance(category, Optional.empty(), attribute),
                Bags.newAttributeBag(StandardDatatypes.STRING, values));
    }

    @Override
    public boolean allows(int request) {
        return engine.evaluate(requests[request]).getDecision() == DecisionType.PERMIT;
    }
}
