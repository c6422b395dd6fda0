// SPDX-License-Identifier: Apache-2.0

/*
 * The hpol language. docs/language.md is the contract; this is its machine-readable half.
 *
 * Three things to know before reading:
 *
 * - Keywords are contextual. The lexer types `test` as TEST wherever it stands; `Keywords` then turns every keyword that
 *   does not stand in a keyword's place into a WORD, and a WORD that begins a line where only a keyword could into a
 *   LEADING_WORD. So LET ... TEST below are sure landmarks that recovery may run to.
 * - Slips of people who know other languages (`=`, `&&`, `'text'`) are grammar, so that they are told one by one
 *   and break nothing; AstBuilder reports them.
 * - Every decision takes one token of lookahead, so a mistake is found at the first token that does not fit. Where
 *   a rule fails, `Recovery` says which of the rules above it goes on (header, value, clause, part, item, field or
 *   declaration), and it skips what begins none of them.
 */
grammar Policy;

// In full, because this package has a Parser of its own.
options { superClass = org.antlr.v4.runtime.Parser; }

// Types that Scanner, Keywords and Nesting give: names of days in a window, the bracket of a key or call right after a
// name, the `within` inside a break_glass clause; the name of a test's part and the brace of its body, where brackets
// before them were left open.
tokens { LEADING_WORD, TOO_DEEP, DAYS, DAY, KEY, CALL, DUE_WITHIN, PART, BODY }

file : declaration* EOF ;

declaration
    : policyLine | importDeclaration | letDeclaration | listDeclaration | ruleDeclaration | testDeclaration
    | invariantDeclaration
    ;

policyLine : POLICY packageName ;
packageName : WORD | PATH ;

importDeclaration : IMPORT packageName (AS declaredName)? ;

letDeclaration : LET declaredName parameters? ASSIGN value ;
parameters : CALL (parameter (COMMA parameter)*)? RPAREN ;
parameter : WORD ;
value : disjunction ;

listDeclaration : LIST declaredName (FROM dataFile column? | ASSIGN value) ;
dataFile : TEXT | WORD | PATH ;
column : COLUMN text ;

ruleDeclaration : ruleHeader ruleBody ;
ruleHeader : OBSERVE? effect declaredName ON protocol ;
effect : ALLOW | DENY | APPROVE | MASK | LIMIT | RECORD ;
declaredName : WORD ;
protocol : WORD ;
ruleBody : LBRACE clause* RBRACE ;

clause
    : when | unless | because | help
    | ask | reason | within | escalate | grant | channel | durable | breakGlass
    | find | hide | atMost | keep
    ;
when : WHEN disjunction ;
unless : UNLESS disjunction ;
because : BECAUSE text ;
help : HELP text ;

ask : ASK step (THEN step)* ;
step : number OF reviewers ;
reviewers : group | owner ;
owner : OWNER LPAREN (WORD | PATH) RPAREN ;
reason : REASON REQUIRED ;
within : WITHIN number ;
escalate : ESCALATE AFTER number TO reviewers ;
grant : GRANT (ONCE | FOR number OF scope) ;
scope : WORD ;
channel : CHANNEL AT LEAST assurance ;
assurance : WORD ;
durable : DURABLE ;
breakGlass : BREAK_GLASS BY reviewers REVIEW BY reviewers DUE_WITHIN number ;

find : FIND entity (COMMA entity)* AS transform ;
entity : WORD ;
hide : (COLUMN | FIELD | HEADER) text (COMMA text)* AS transform ;
transform : WORD (CALL WORD COLON number RPAREN)? ;

atMost : AT MOST number unit PER number (BY counted (COMMA counted)*)? ;
unit : WORD ;
counted : WORD | PATH ;
keep : KEEP kept (FOR number)? ;
kept : WORD ;

testDeclaration : testHeader testBody ;
testHeader : TEST text table? ;
table : FOR declaredName (COMMA declaredName)* IN list ;
testBody : (LBRACE | BODY) part* RBRACE ;

part : expect | given ;
given : (WORD | PART) operand ;
expect : EXPECT expectation (COMMA expectation)* ;
expectation : MASKED text | NO? outcome (BY declaredName)? (BECAUSE text)? ;
outcome : WORD ;

invariantDeclaration : invariantHeader invariantBody ;
invariantHeader : INVARIANT declaredName ON protocol ;
invariantBody : LBRACE implication RBRACE ;
implication : disjunction IMPLIES outcome ((OR | BARS) outcome)* ;

disjunction : conjunction ((OR | BARS) conjunction)* ;
conjunction : negation ((AND | AMPERSANDS) negation)* ;
negation : (NOT | BANG | quantifier)* comparison ;
quantifier : (SOME | EVERY) declaredName IN operand SATISFIES ;
comparison : operand (operator operand)* ;

operator
    : NOT? ( EQUAL | NOT_EQUAL | LESS | AT_MOST | GREATER | AT_LEAST
           | IN | CONTAINS | INTERSECTS | STARTS WITH | ENDS WITH | LIKE | MATCHES | FINDS
           | ASSIGN | FOREIGN_OPERATOR )
    ;

operand
    : has | group | call | text | raw | number | window | truth | list | fields | parenthesis | tooDeep ;

has : HAS attribute ;
attribute : (WORD | PATH) key* ;
key : KEY text RBRACK ;
group : GROUP LPAREN text RPAREN ;
call : reference arguments? key* ;
reference : WORD | PATH | ON | OF | BY | AS | FOR | WITH ;
arguments : CALL (item | COMMA)* RPAREN ;
text : TEXT ;
raw : RAW_TEXT ;
number : INT | DURATION | SIZE | BAD_NUMBER | BARE_TEXT ;
window : (days CLOCK? | CLOCK) IN text ;
days : DAYS | DAY ;
truth : TRUE | FALSE ;
list : LBRACK (item | COMMA)* RBRACK ;
item : disjunction ;
fields : LBRACE (field | COMMA)* RBRACE ;
field : fieldName (COLON | ASSIGN) disjunction ;
fieldName : WORD | TEXT ;
parenthesis : LPAREN disjunction RPAREN ;
tooDeep : TOO_DEEP ;

// ---------------------------------------------------------------------------------------------------------------------

// Declarations (Lexicon relies on the order of all words).
POLICY : 'policy' ;
IMPORT : 'import' ;
LET : 'let' ;
LIST : 'list' ;
OBSERVE : 'observe' ;
ALLOW : 'allow' ;
DENY : 'deny' ;
APPROVE : 'approve' ;
MASK : 'mask' ;
LIMIT : 'limit' ;
RECORD : 'record' ;
TEST : 'test' ;
INVARIANT : 'invariant' ;
// Clauses
WHEN : 'when' ;
UNLESS : 'unless' ;
BECAUSE : 'because' ;
HELP : 'help' ;
ASK : 'ask' ;
WITHIN : 'within' ;
FIND : 'find' ;
REASON : 'reason' ;
ESCALATE : 'escalate' ;
GRANT : 'grant' ;
CHANNEL : 'channel' ;
DURABLE : 'durable' ;
BREAK_GLASS : 'break_glass' ;
COLUMN : 'column' ;
FIELD : 'field' ;
HEADER : 'header' ;
AT : 'at' ;
KEEP : 'keep' ;
EXPECT : 'expect' ;
// Words within these, keywords only right there
FROM : 'from' ;
THEN : 'then' ;
OWNER : 'owner' ;
REQUIRED : 'required' ;
AFTER : 'after' ;
TO : 'to' ;
ONCE : 'once' ;
LEAST : 'least' ;
MOST : 'most' ;
REVIEW : 'review' ;
PER : 'per' ;
NO : 'no' ;
MASKED : 'masked' ;
IMPLIES : 'implies' ;
SOME : 'some' ;
EVERY : 'every' ;
SATISFIES : 'satisfies' ;
// Words within declarations and expressions, keywords almost everywhere
ON : 'on' ;
OF : 'of' ;
BY : 'by' ;
AS : 'as' ;
FOR : 'for' ;
WITH : 'with' ;
GROUP : 'group' ;
OR : 'or' ;
AND : 'and' ;
NOT : 'not' ;
IN : 'in' ;
CONTAINS : 'contains' ;
INTERSECTS : 'intersects' ;
STARTS : 'starts' ;
ENDS : 'ends' ;
LIKE : 'like' ;
MATCHES : 'matches' ;
FINDS : 'finds' ;
HAS : 'has' ;
TRUE : 'true' ;
FALSE : 'false' ;

EQUAL : '==' ;
NOT_EQUAL : '!=' ;
LESS : '<' ;
AT_MOST : '<=' ;
GREATER : '>' ;
AT_LEAST : '>=' ;
ASSIGN : '=' ;
BANG : '!' ;
AMPERSANDS : '&' '&'? ;
BARS : '|' '|'? ;
FOREIGN_OPERATOR : '===' | '!==' | '<>' | '=<' | '=>' | '=~' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACK : '[' ;
RBRACK : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
COMMA : ',' ;
COLON : ':' ;

TEXT : '"' (ESCAPED | ~["\\\r\n])* '"' ;
UNCLOSED_TEXT : '"' (ESCAPED | ~["\\\r\n])* '\\'? ;
RAW_TEXT : 'r"' ~["\r\n]* '"' ;
UNCLOSED_RAW_TEXT : 'r"' ~["\r\n]* ;
FOREIGN_QUOTES : '\'' ~['\r\n]* '\'' | [\u201C\u201D\u201E] ~["\u201C\u201D\u201E\r\n]* [\u201C\u201D\u201E"] ;
fragment ESCAPED : '\\' ~[\r\n] ;

INT : '-'? DIGIT+ ('_' DIGIT+)* ;
DURATION : DIGIT+ ('_' DIGIT+)* ('ms' | [smhdwy]) ;
SIZE : DIGIT+ ('_' DIGIT+)* ([kKMG]? 'B' | [KMG] 'iB') ;
// Addresses and dates, which stand in quotes here.
BARE_TEXT
    : DIGIT+ '.' DIGIT+ '.' DIGIT+ '.' DIGIT+ ('/' DIGIT+)?
    | DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ('T' [\p{L}\p{N}:.+-]*)?
    ;
BAD_NUMBER : '-'? DIGIT [\p{L}\p{N}_.]* ;
// Times of day: `09:00..17:30`, and what people write who mean that.
CLOCK : DIGIT+ ':' DIGIT [\p{L}\p{N}:]* (('..' | '-' | '\u2013') [\p{L}\p{N}:.]*)? ;
fragment DIGIT : [0-9] ;

WORD : IDENTIFIER ;
PATH : IDENTIFIER ('.' IDENTIFIER)+ ;
BAD_NAME : [\p{L}_] [\p{L}\p{M}\p{N}_.-]* ;
fragment IDENTIFIER : [A-Za-z_] [A-Za-z0-9_]* ;

DOC : '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN) ;
COMMENT : '//' ~[\r\n]* -> channel(HIDDEN) ;
FOREIGN_COMMENT : ('#' ~[\r\n]* | '/*' .*? ('*/' | EOF)) -> channel(HIDDEN) ;
SPACE : [ \t\r\n]+ -> skip ;
UNEXPECTED : . -> channel(HIDDEN) ;
