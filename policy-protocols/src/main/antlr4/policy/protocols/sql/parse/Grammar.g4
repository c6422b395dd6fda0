// SPDX-License-Identifier: Apache-2.0

// Queries and what changes rows, in PostgreSQL's SQL (documentation, chapters 4, 7 and the pages of SELECT, INSERT,
// UPDATE, DELETE, MERGE). What is not here is not read, and what is not read is denied.
//
// The tokens are policy.protocols.sql.lex's, with the types Tokens gives them; a word that is no token here is an
// IDENT, or RESERVED if the server would not take it for a name. Expressions are flat: operands with operators between
// them, without precedence, because nothing that is asked depends on it. Almost every choice looks at one token ahead,
// so time grows with the length; where two readings stay possible, the order of the alternatives is the server's.
parser grammar Grammar;

tokens {
    IDENT, RESERVED, STRING, BITS, NUMBER, PARAMETER, OPERATOR, STAR, EQ,
    LPAREN, RPAREN, LBRACKET, RBRACKET, COMMA, SEMICOLON, COLON, DOT, TYPECAST, DOTDOT, ASSIGN, ARROW,

    // words that stand for a function without parentheses (`current_user`), with arguments in a syntax of their own
    // (`position`), and that can name functions and types only (`verbose`)
    NILADIC, OPEN_FUNCTION, FUNCTION_WORD,

    // reserved
    ALL, AND, ANY, ARRAY, AS, ASC, ASYMMETRIC, BOTH, CASE, CAST, COLLATE, CONSTRAINT, DEFAULT, DESC, DISTINCT, DO, ELSE,
    END, EXCEPT, FALSE, FETCH, FOR, FROM, GROUP, HAVING, IN, INTERSECT, INTO, LATERAL, LEADING, LIMIT, NOT, NULL, OFFSET,
    ON, ONLY, OR, ORDER, PLACING, RETURNING, SELECT, SOME, SYMMETRIC, TABLE, THEN, TO, TRAILING, TRUE, UNION, USING,
    VARIADIC, WHEN, WHERE, WINDOW, WITH,

    // can name functions and types
    CROSS, FULL, ILIKE, INNER, IS, ISNULL, JOIN, LEFT, LIKE, NATURAL, NOTNULL, OUTER, OVERLAPS, RIGHT, SIMILAR,
    TABLESAMPLE,

    // can be names, and are where `soft` lists them
    AT, BETWEEN, BIT_WORD, BY, BREADTH, CHARACTER, CONFLICT, CUBE, CURRENT, CYCLE, DELETE, DEPTH, DOUBLE, ESCAPE, EXCLUDE, EXISTS,
    EXTRACT, FILTER, FIRST, GROUPING, GROUPS, INSERT, INTERVAL, KEY, LAST, LOCAL, LOCKED, MATCHED, MATERIALIZED, MERGE,
    NEXT, NO, NOTHING, NOWAIT, NULLS, OF, OPERATOR_WORD, ORDINALITY, OVER, OVERRIDING, PARTITION, PRECISION, PROGRAM,
    RANGE, RECURSIVE, REPEATABLE, ROLLUP, ROW, ROWS, SEARCH, SET, SETOF, SETS, SHARE, SKIP_WORD, SOURCE, STDIN, STDOUT,
    SYSTEM, TARGET, TEMP, TEMPORARY, TIME, TIMESTAMP, TREAT, UNBOUNDED, UNLOGGED, UPDATE, VALUE, VALUES, VARYING, WITHIN,
    WITHOUT, ZONE,
    YEAR, MONTH, DAY, HOUR, MINUTE, SECOND
}

// ---- where reading begins

rowsStatement: dml EOF;
wholeQuery: query EOF;
wholeArguments: callArguments EOF;

// ---- statements about rows

dml: with? (queryBody | insert | update | delete | merge);
query: with? queryBody;

with: WITH RECURSIVE? cte (COMMA cte)*;
cte: name columnNames? AS (NOT? MATERIALIZED)? LPAREN dml RPAREN search? cycle?;
search: SEARCH (BREADTH | DEPTH) FIRST BY names SET name;
cycle: CYCLE names SET name (TO expression DEFAULT expression)? USING name;

queryBody: queryTerm (setOperation queryTerm)* queryEnd*;
queryTerm: simpleQuery | LPAREN query RPAREN;
simpleQuery: select | values | TABLE relation;
setOperation: (UNION | INTERSECT | EXCEPT) (ALL | DISTINCT)?;
queryEnd
    : orderBy
    | LIMIT (ALL | expression) (COMMA expression)?
    | OFFSET expression (ROW | ROWS)?
    | FETCH (FIRST | NEXT) expression? (ROW | ROWS) (ONLY | WITH name)
    | locking
    ;
locking: FOR (UPDATE | NO KEY UPDATE | SHARE | KEY SHARE) (OF qualified (COMMA qualified)*)? (NOWAIT | SKIP_WORD LOCKED)?;

select
    : SELECT (ALL | DISTINCT (ON LPAREN expressions RPAREN)?)? targets? into? from? where?
      (GROUP BY (ALL | DISTINCT)? groupItem (COMMA groupItem)*)? (HAVING expression)? (WINDOW window (COMMA window)*)?
    ;
targets: target (COMMA target)*;
target: STAR | expression (AS label | bareLabel)?;
into: INTO (TEMP | TEMPORARY | UNLOGGED | LOCAL (TEMP | TEMPORARY))? TABLE? qualified;
from: FROM fromItem (COMMA fromItem)*;
where: WHERE (CURRENT OF name | expression);
groupItem
    : (ROLLUP | CUBE) LPAREN expressions RPAREN
    | GROUPING SETS LPAREN groupItem (COMMA groupItem)* RPAREN
    | LPAREN RPAREN
    | expression
    ;
window: name AS LPAREN windowSpec RPAREN;
orderBy: ORDER BY sort (COMMA sort)*;
sort: expression (ASC | DESC | USING operator)? (NULLS (FIRST | LAST))?;

values: VALUES row (COMMA row)*;
row: LPAREN expressions RPAREN;

insert
    : INSERT INTO qualified (AS name)? (LPAREN setTarget (COMMA setTarget)* RPAREN)? overriding?
      (DEFAULT VALUES | query) conflict? returning?
    ;
overriding: OVERRIDING (NILADIC | SYSTEM) VALUE;
conflict
    : ON CONFLICT (LPAREN indexed (COMMA indexed)* RPAREN (WHERE expression)? | ON CONSTRAINT name)?
      DO (NOTHING | UPDATE SET assignments where?)
    ;
indexed: expression name? (ASC | DESC)?;
update: UPDATE relation alias? SET assignments from? where? returning?;
assignments: assignment (COMMA assignment)*;
assignment: setTarget EQ expression | LPAREN setTarget (COMMA setTarget)* RPAREN EQ expression;
setTarget: name (DOT name | LBRACKET subscript RBRACKET)*;
delete: DELETE FROM relation alias? (USING fromItem (COMMA fromItem)*)? where? returning?;
returning: RETURNING (WITH LPAREN name AS name (COMMA name AS name)* RPAREN)? targets;

// The condition of `ON` is the last part of the item.
merge: MERGE INTO relation alias? USING fromItem mergeWhen+ returning?;
mergeWhen: WHEN NOT? MATCHED (BY (SOURCE | TARGET))? (AND expression)? THEN mergeAction;
mergeAction
    : UPDATE SET assignments
    | DELETE
    | INSERT (LPAREN setTarget (COMMA setTarget)* RPAREN)? overriding? (VALUES row | DEFAULT VALUES)
    | DO NOTHING
    ;

// ---- where rows come from

fromItem: source joined*;
joined
    : (CROSS | INNER | (LEFT | RIGHT | FULL) OUTER? | NATURAL (INNER | (LEFT | RIGHT | FULL) OUTER?)?)? JOIN source
    | ON expression
    | USING columnNames (AS name)?
    ;
source
    : ONLY (qualified | LPAREN qualified RPAREN) alias? sample?
    | qualified STAR? alias? sample?
    | LATERAL? function LPAREN callArguments RPAREN (WITH ORDINALITY)? functionAlias?
    | LATERAL? ROWS FROM LPAREN rowsFrom (COMMA rowsFrom)* RPAREN (WITH ORDINALITY)? functionAlias?
    | LATERAL? LPAREN (derived | fromItem derivedRest?) RPAREN alias?
    ;
rowsFrom: function LPAREN callArguments RPAREN (AS columnDefinitions)?;
derived: with queryBody | simpleQuery derivedRest?;
derivedRest: setOperation queryTerm (setOperation queryTerm)* queryEnd* | queryEnd+;
sample: TABLESAMPLE function LPAREN expressions RPAREN (REPEATABLE LPAREN expression RPAREN)?;
alias: AS? name columnNames?;
functionAlias: AS? name columnDefinitions? | AS columnDefinitions;
columnDefinitions: LPAREN columnDefinition (COMMA columnDefinition)* RPAREN;
columnDefinition: name (typeName (COLLATE qualified)?)?;
relation: ONLY qualified | ONLY LPAREN qualified RPAREN | qualified STAR?;
qualified: name (DOT name)*;
function: callable (DOT name)*;

// ---- expressions

expressions: expression (COMMA expression)*;
expression: part (infix part)*;
part: prefix* operand suffix*;
prefix: NOT | OPERATOR | chosenOperator;
infix
    : operator
    | AND
    | OR
    | IS NOT? DISTINCT FROM
    | NOT? (IN | LIKE | ILIKE | SIMILAR TO | BETWEEN (SYMMETRIC | ASYMMETRIC)?)
    | ESCAPE
    | OVERLAPS
    | AT TIME ZONE
    ;
operator: OPERATOR | STAR | EQ | chosenOperator;
chosenOperator: OPERATOR_WORD LPAREN (name DOT)* (OPERATOR | STAR | EQ) RPAREN;
suffix
    : TYPECAST typeName
    | LBRACKET subscript RBRACKET (DOT (name | STAR))*
    | COLLATE qualified
    | IS NOT? (NULL | TRUE | FALSE | IDENT)
    | ISNULL
    | NOTNULL
    | AT LOCAL
    ;
subscript: expression (COLON expression?)? | COLON expression?;

operand
    : NUMBER
    | STRING
    | BITS
    | PARAMETER (DOT (name | STAR))*
    | TRUE
    | FALSE
    | NULL
    | DEFAULT
    | nameOrCall
    | parenthesized (DOT (name | STAR))*
    | caseWhen
    | EXISTS parenthesized
    | (ANY | ALL | SOME) parenthesized
    | ROW LPAREN expressions? RPAREN
    | ARRAY (arrayItems | parenthesized)
    | (CAST | TREAT) LPAREN expression AS typeName RPAREN
    | EXTRACT LPAREN (name | STRING) FROM expression RPAREN
    | GROUPING LPAREN expressions RPAREN
    | NILADIC (LPAREN NUMBER? RPAREN)?
    | openCall
    | DOUBLE PRECISION STRING
    | (TIME | TIMESTAMP) (LPAREN NUMBER RPAREN)? (WITH | WITHOUT) TIME ZONE STRING
    ;
parenthesized: LPAREN (derived | expressions derivedRest?) RPAREN;
arrayItems: LBRACKET (arrayItem (COMMA arrayItem)*)? RBRACKET;
arrayItem: arrayItems | expression;
caseWhen: CASE expression? (WHEN expression THEN expression)+ (ELSE expression)? END;

// A column, a call, or a constant with its type before it (`date '2020-01-01'`).
nameOrCall: callable (DOT (name | STAR))* (callRest | typedString)?;
callRest: LPAREN callArguments RPAREN (typedString | within? filter? over?);
typedString: STRING (intervalField (TO intervalField)?)?;
intervalField: (YEAR | MONTH | DAY | HOUR | MINUTE | SECOND) (LPAREN NUMBER RPAREN)?;
callArguments: (STAR | (ALL | DISTINCT)? callArgument (COMMA callArgument)* orderBy?)?;
callArgument: VARIADIC? (name (ASSIGN | ARROW))? expression;
within: WITHIN GROUP LPAREN orderBy RPAREN;
filter: FILTER LPAREN WHERE expression RPAREN;
over: OVER (name | LPAREN windowSpec RPAREN);
windowSpec: name? (PARTITION BY expressions)? orderBy? frame?;
frame
    : (RANGE | ROWS | GROUPS) (frameBound | BETWEEN frameBound AND frameBound)
      (EXCLUDE (CURRENT ROW | GROUP | NO name | name))?
    ;
frameBound: CURRENT ROW | UNBOUNDED name | expression name;

openCall: OPEN_FUNCTION (LPAREN (simpleQuery derivedRest? | openArguments?) RPAREN filter? over? | (DOT (name | STAR))*);
openArguments: openArgument (openSeparator openArgument)*;
openArgument: (BOTH | LEADING | TRAILING)? FROM? expression openLabel*;
openLabel: IDENT | OPEN_FUNCTION | AS label;
openSeparator: COMMA | COLON | FROM | FOR | PLACING | RETURNING | USING | WITH | ON;

typeName
    : SETOF? (
        DOUBLE PRECISION
        | (CHARACTER | BIT_WORD) VARYING? typeModifiers?
        | (TIME | TIMESTAMP) typeModifiers? ((WITH | WITHOUT) TIME ZONE)?
        | INTERVAL (typeModifiers | intervalField (TO intervalField)?)?
        | typeWord (DOT name)* typeModifiers?
      ) (ARRAY | (LBRACKET NUMBER? RBRACKET)+)?
    ;
typeModifiers: LPAREN typeModifier (COMMA typeModifier)* RPAREN;
typeModifier: OPERATOR? NUMBER | STRING | name;

// ---- names

columnNames: LPAREN names RPAREN;
names: name (COMMA name)*;
name: IDENT | OPEN_FUNCTION | INTERVAL | TIME | TIMESTAMP | CHARACTER | BIT_WORD | DOUBLE | EXTRACT | soft;

// What can stand before an opening parenthesis as a function.
callable: IDENT | FUNCTION_WORD | LEFT | RIGHT | INTERVAL | TIME | TIMESTAMP | CHARACTER | BIT_WORD | DOUBLE | soft;
typeWord: IDENT | FUNCTION_WORD | soft;
soft
    : BREADTH | CURRENT | CYCLE | DEPTH | EXCLUDE | FILTER | FIRST | GROUPS | KEY | LAST | LOCAL | LOCKED | MATCHED
    | MATERIALIZED | NEXT | NO | NOTHING | NOWAIT | NULLS | OF | ORDINALITY | OVER | OVERRIDING | PARTITION | PRECISION
    | PROGRAM | RANGE | REPEATABLE | ROWS | SEARCH | SETS | SHARE | SKIP_WORD | SOURCE | STDIN | STDOUT | SYSTEM | TARGET
    | TEMP | TEMPORARY | UNBOUNDED | UNLOGGED | VALUE | VARYING | WITHIN | WITHOUT | ZONE
    | YEAR | MONTH | DAY | HOUR | MINUTE | SECOND
    ;

// An alias without AS; the server does not take FILTER, OVER, WITHIN and the like for one.
bareLabel: IDENT | OPEN_FUNCTION | FUNCTION_WORD | bareSoft;
bareSoft
    : BREADTH | CURRENT | CYCLE | DEPTH | EXCLUDE | FIRST | GROUPS | KEY | LAST | LOCAL | LOCKED | MATCHED
    | MATERIALIZED | NEXT | NO | NOTHING | NOWAIT | NULLS | OF | ORDINALITY | OVERRIDING | PARTITION | PROGRAM | RANGE
    | REPEATABLE | ROWS | SEARCH | SETS | SHARE | SKIP_WORD | SOURCE | STDIN | STDOUT | SYSTEM | TARGET | TEMP | TEMPORARY
    | UNBOUNDED | UNLOGGED | VALUE | ZONE | INTERVAL | TIME | TIMESTAMP
    ;

// Behind AS anything is a name.
label: ~(
    STRING | BITS | NUMBER | PARAMETER | OPERATOR | STAR | EQ | LPAREN | RPAREN | LBRACKET | RBRACKET | COMMA | SEMICOLON
    | COLON | DOT | TYPECAST | DOTDOT | ASSIGN | ARROW
);
