// SPDX-License-Identifier: Apache-2.0
package policy.cli.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import policy.cli.report.Json;
import policy.dsl.diagnostic.Diagnostic;
import policy.dsl.source.Span;
import policy.runtime.decision.Rule;
import policy.runtime.evaluate.CompiledPolicySet;
import policy.tests.TestResult;
import policy.tests.TestResult.Failed;
import policy.tests.TestResult.NoRequest;
import policy.tests.TestResult.Passed;
import policy.tests.TestResult.Unmet;
import policy.tests.coverage.Coverage;
import policy.tests.coverage.Coverage.Share;
import policy.tests.mutation.MutationRun;

/// Results as one JSON document, for programs. `docs/testing.md` says what each field means.
public final class JsonReport {

    private final TestRun run;

    private JsonReport(TestRun run) {
        this.run = run;
    }

    public static String of(List<TestRun> runs) {
        ObjectNode report = Json.object().put("format", "hpol.test/1");
        report.put("passed", runs.stream().mapToInt(TestRun::passed).sum());
        report.put(
                "failed", runs.stream().mapToInt(run -> run.failures().size()).sum());
        ArrayNode sets = report.putArray("sets");
        runs.forEach(run -> new JsonReport(run).set(sets.addObject()));
        return Json.text(report);
    }

    private void set(ObjectNode set) {
        set.put("path", run.path().toString());
        run.compilation()
                .policies()
                .map(CompiledPolicySet::revision)
                .ifPresent(revision -> set.put("revision", revision.hash()));
        ArrayNode problems = set.putArray("problems");
        run.compilation().diagnostics().forEach(problem -> problem(problem, problems.addObject()));
        ArrayNode tests = set.putArray("tests");
        run.results().forEach(result -> result(result, tests.addObject()));
        set.put("leftOut", run.leftOut());
        run.coverage().ifPresent(coverage -> coverage(coverage, set.putObject("coverage")));
        run.mutation().ifPresent(mutation -> mutation(mutation, set.putObject("mutation")));
    }

    private void problem(Diagnostic problem, ObjectNode to) {
        to.put("code", problem.code().toString());
        to.put("severity", problem.severity().word());
        to.put("message", problem.message());
        place(problem.primary().span(), to);
        ArrayNode help = to.putArray("help");
        problem.help().forEach(help::add);
    }

    private void result(TestResult result, ObjectNode to) {
        to.put("policy", result.test().policy());
        to.put("title", result.test().title());
        result.test().row().ifPresent(row -> to.put("row", row));
        place(result.test().span(), to);
        to.put("seconds", result.took().toNanos() / 1e9);
        switch (result) {
            case Passed _ -> to.put("passed", true);
            case Failed failed -> {
                to.put("passed", false);
                failure(failed, to.putObject("failure"));
            }
        }
    }

    private void failure(Failed failed, ObjectNode to) {
        place(failed.at(), to);
        to.put("message", failed.message(run::shown));
        switch (failed.cause()) {
            case NoRequest(var _, Optional<Diagnostic> mistake) ->
                mistake.ifPresent(told -> problem(told, to.putObject("problem")));
            case Unmet(String expected, String got, List<Rule> rules) -> {
                to.put("expected", expected);
                to.put("got", got);
                ArrayNode applied = to.putArray("rules");
                rules.forEach(rule -> applied.add(rule.id()));
            }
        }
    }

    private void coverage(Coverage coverage, ObjectNode to) {
        share(coverage.ruleShare(), to.putObject("rules"));
        share(coverage.partShare(), to.putObject("conditions"));
        to.put("percent", coverage.percent());
        ArrayNode missing = to.putArray("missing");
        for (Gap gap : Gap.of(coverage)) {
            ObjectNode one = missing.addObject();
            one.put("rule", gap.rule().id());
            one.put("what", gap.what());
            place(gap.at(), one);
        }
    }

    private static void share(Share share, ObjectNode to) {
        to.put("covered", share.covered());
        to.put("total", share.total());
    }

    private void mutation(MutationRun run, ObjectNode to) {
        to.put("possible", run.possible());
        to.put("tried", run.tried());
        to.put("noticed", run.noticed());
        to.put("score", run.score());
        ArrayNode survivors = to.putArray("survivors");
        run.survivors().forEach(mutant -> {
            ObjectNode one = survivors.addObject();
            one.put("rule", mutant.of().id());
            one.put("change", mutant.change());
            place(mutant.at(), one);
        });
    }

    private void place(Span at, ObjectNode to) {
        to.put("file", run.shown(at.source().name()));
        to.put("line", at.line());
        to.put("column", at.column());
    }
}
