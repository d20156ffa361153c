/*
 * What stands inside a template island: paths with their calls and subscripts, literals, groups, and
 * marks. Brackets arrive balanced (see Islands), so that every input has a tree and prediction needs
 * two tokens at most.
 */
parser grammar TemplateParser;

options { tokenVocab = TemplateLexer; }

island : item* EOF ;

item : path | literal | group | mark ;

path : NAME suffix* ;

literal : (SINGLE_OPEN | DOUBLE_OPEN) LITERAL* LITERAL_CLOSE? suffix* ;

group : (LPAREN item* RPAREN | LBRACKET item* RBRACKET | LBRACE item* RBRACE) suffix* ;

suffix : member | call | subscript ;

member : DOT NAME ;

call : LPAREN item* RPAREN ;

subscript : LBRACKET item* RBRACKET ;

mark : NUMBER | DOT | PERCENT | QUESTION | GREATER | PIPE | BANG | OPERATOR | OPEN | OTHER | ANY ;
