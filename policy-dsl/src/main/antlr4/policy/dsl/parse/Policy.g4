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

tokens { LEADING_WORD, TOO_DEEP }

file : declaration* EOF ;

declaration : policyLine | letDeclaration | ruleDeclaration | testDeclaration ;

policyLine : POLICY packageName ;
packageName : WORD | PATH ;

letDeclaration : LET declaredName ASSIGN value ;
value : disjunction ;

ruleDeclaration : ruleHeader ruleBody ;
ruleHeader : (ALLOW | DENY | APPROVE | MASK) declaredName ON protocol ;
declaredName : WORD ;
protocol : WORD ;
ruleBody : LBRACE clause* RBRACE ;

clause : when | unless | because | help | ask | within | find ;
when : WHEN disjunction ;
unless : UNLESS disjunction ;
because : BECAUSE text ;
help : HELP text ;
ask : ASK number OF group ;
within : WITHIN number ;
find : FIND entity (COMMA entity)* AS transform ;
entity : WORD ;
transform : WORD (LPAREN WORD COLON number RPAREN)? ;

testDeclaration : testHeader testBody ;
testHeader : TEST text table? ;
table : FOR declaredName IN list ;
testBody : LBRACE part* RBRACE ;

part : expect | given ;
given : WORD operand ;
expect : EXPECT expectation (COMMA expectation)* ;
expectation : outcome (BY declaredName)? (BECAUSE text)? ;
outcome : WORD ;

disjunction : conjunction ((OR | BARS) conjunction)* ;
conjunction : negation ((AND | AMPERSANDS) negation)* ;
negation : (NOT | BANG)* comparison ;
comparison : operand (operator operand)* ;

operator
    : NOT? ( EQUAL | NOT_EQUAL | LESS | AT_MOST | GREATER | AT_LEAST
           | IN | CONTAINS | INTERSECTS | STARTS WITH | ENDS WITH | LIKE | MATCHES | FINDS
           | ASSIGN | FOREIGN_OPERATOR )
    ;

operand
    : has | group | reference | text | raw | number | truth | list | fields | parenthesis | tooDeep ;

has : HAS attribute ;
attribute : WORD | PATH ;
group : GROUP LPAREN text RPAREN ;
reference : WORD | PATH | ON | OF | BY | AS | FOR | WITH ;
text : TEXT ;
raw : RAW_TEXT ;
number : INT | DURATION | BAD_NUMBER ;
truth : TRUE | FALSE ;
list : LBRACK (item | COMMA)* RBRACK ;
item : disjunction ;
fields : LBRACE (field | COMMA)* RBRACE ;
field : fieldName (COLON | ASSIGN) disjunction ;
fieldName : WORD | TEXT ;
parenthesis : LPAREN disjunction RPAREN ;
tooDeep : TOO_DEEP ;

// ---------------------------------------------------------------------------------------------------------------------

POLICY : 'policy' ;
LET : 'let' ;
ALLOW : 'allow' ;
DENY : 'deny' ;
APPROVE : 'approve' ;
MASK : 'mask' ;
TEST : 'test' ;
WHEN : 'when' ;
UNLESS : 'unless' ;
BECAUSE : 'because' ;
HELP : 'help' ;
ASK : 'ask' ;
WITHIN : 'within' ;
FIND : 'find' ;
EXPECT : 'expect' ;
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
DURATION : DIGIT+ ('_' DIGIT+)* [smhd] ;
BAD_NUMBER : '-'? DIGIT [\p{L}\p{N}_.]* ;
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
