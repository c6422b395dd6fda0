// SPDX-License-Identifier: Apache-2.0
package policy.dsl.diagnostic;

/// Every mistake a policy can contain; each has a page `docs/errors/<code>.md`. A number is never reused.
///
/// P0 reading, P1 syntax, P2 names, P3 types, P4 logic. Denials of the gateway have their own codes.
public enum Code {
    /// A file cannot be read, is not UTF-8 or is over a size limit.
    P001(Severity.ERROR),
    /// A control, bidirectional or invisible character where none belongs.
    P002(Severity.ERROR),
    /// Nested too deep, or another bound on the shape of a source.
    P003(Severity.ERROR),

    /// Text that is not a declaration, clause or expression where one is due.
    P101(Severity.ERROR),
    /// A quoted text that does not end, or holds an unknown escape.
    P102(Severity.ERROR),
    /// A number or duration out of range.
    P103(Severity.ERROR),
    /// The file does not begin with `policy name`.
    P104(Severity.ERROR),
    /// A brace in a message that is not closed, or closes nothing.
    P105(Severity.ERROR),
    /// A `{`, `[` or `(` that is never closed, or a closing one that closes nothing.
    P106(Severity.ERROR),
    /// A word where only a keyword can stand, and it is none.
    P107(Severity.ERROR),
    /// Spelling of another language: `=`, `&&`, `'text'`, `else`.
    P108(Severity.ERROR),
    /// A chain of comparisons, such as `1 < x < 5`.
    P109(Severity.ERROR),
    /// A day of the week or a time of day that does not exist, or a stretch of them that is not written as one.
    P110(Severity.ERROR),
    /// A number with a unit that does not exist.
    P111(Severity.ERROR),
    /// Documentation that no declaration follows.
    P112(Severity.WARNING),
    /// A text that may not be what it looks like.
    P113(Severity.WARNING),

    /// A name declared twice.
    P201(Severity.ERROR),
    /// An unknown protocol after `on`.
    P202(Severity.ERROR),
    /// An unknown attribute.
    P203(Severity.ERROR),
    /// An unknown name that is not an attribute.
    P204(Severity.ERROR),
    /// An unknown entity after `find` or `finds`.
    P205(Severity.ERROR),
    /// A `let` that depends on itself.
    P206(Severity.ERROR),
    /// A test that expects a rule which does not exist.
    P207(Severity.ERROR),
    /// A word that is not one of the words of its set.
    P208(Severity.ERROR),
    /// A test's request with an unknown part or field.
    P209(Severity.ERROR),
    /// A data file that cannot be read.
    P210(Severity.ERROR),
    /// An import of a policy that does not exist.
    P211(Severity.ERROR),
    /// A name for an import or an item that means something else already.
    P212(Severity.ERROR),
    /// A data file that is not a list of the form its declaration says.
    P213(Severity.ERROR),
    /// A data file that holds something that cannot be an item.
    P214(Severity.ERROR),
    /// An unknown time zone.
    P215(Severity.ERROR),
    /// A `let` that is given too few values or too many for its parameters.
    P216(Severity.ERROR),

    /// Operands whose types do not go together.
    P301(Severity.ERROR),
    /// A condition that is not true or false.
    P302(Severity.ERROR),
    /// An optional attribute read without a `has` guard.
    P303(Severity.ERROR),
    /// A regular expression or glob that is not valid.
    P304(Severity.ERROR),
    /// A clause that this effect does not have, or has twice.
    P305(Severity.ERROR),
    /// A clause this effect cannot do without is missing.
    P306(Severity.ERROR),
    /// A value that cannot stand here, such as fields in a condition.
    P307(Severity.ERROR),
    /// A `mask` of parts that answers of this protocol do not have.
    P308(Severity.ERROR),
    /// A name of columns, members or header fields that is not written as one.
    P309(Severity.ERROR),
    /// A text that stands for a moment, an address or a network and is none.
    P310(Severity.ERROR),
    /// A member of something that has no members.
    P311(Severity.ERROR),
    /// A condition of `some` or `every` that speaks of something else than its item.
    P312(Severity.ERROR),
    /// Terms of an approval that contradict each other.
    P313(Severity.ERROR),
    /// A budget that is counted apart by something that makes no budgets.
    P314(Severity.ERROR),

    /// A condition that is always false, or a rule that can never apply.
    P401(Severity.WARNING),
    /// A policy set over a size limit of the compiler.
    P402(Severity.ERROR),
    /// A `let` nobody uses.
    P403(Severity.WARNING),
    /// An import nobody uses.
    P404(Severity.WARNING),
    /// A `list` nobody uses.
    P405(Severity.WARNING),
    /// An item that stands in a list twice.
    P406(Severity.WARNING),
    /// A parameter nobody uses.
    P408(Severity.WARNING),
    /// An `unless` that changes nothing.
    P409(Severity.WARNING),
    /// A rule that changes nothing, because another does the same wherever it applies.
    P410(Severity.WARNING),
    /// A part of a condition that is always true, or never.
    P411(Severity.WARNING),
    /// An entry of a list that changes nothing.
    P412(Severity.WARNING),
    /// A rule that another one forbids wherever it applies.
    P413(Severity.WARNING),
    /// An approval that nobody can give.
    P414(Severity.WARNING),
    /// A wait for reviewers that no client bears.
    P415(Severity.WARNING);

    private final Severity severity;

    Code(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
