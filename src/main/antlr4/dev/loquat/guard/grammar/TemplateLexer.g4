/*
 * Tokens inside a template island, and the marks that open one. The engines' own lexers differ; what
 * they share is enough to take identifiers and calls out of an expression. Every mode ends with a
 * rule for any character, so that no input is an error.
 */
lexer grammar TemplateLexer;

tokens { LITERAL, LITERAL_CLOSE }

OPEN
    : '{{' | '{%' | '${' | '#{' | '<%' // Jinja, Liquid, Handlebars, Vue; JSP/EL, FreeMarker; Ruby, SpEL; ERB, EJS
    | '*{' | '@{' | '~{' | '%{' // Thymeleaf, Razor, OGNL
    | '{$' | '{!!' | '{php}' // Smarty, Blade
    | '<#' | '</#' | '[#' | '[/#' // FreeMarker directives
    | '<?' // PHP
    ;
OTHER : . ;

mode EXPRESSION;
BLANK : [ \t\r\n]+ -> channel(HIDDEN) ;
NUMBER : [0-9] [0-9a-fA-FxX_]* ;
// U+0001 stands for every letter beyond ASCII (see IslandCharacters).
NAME : [a-zA-Z_$\u0001] [a-zA-Z_0-9$\u0001]* ;
DOT : '.' | '?.' | '->' | '::' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
LBRACE : '{' ;
RBRACE : '}' ;
PERCENT : '%' ;
QUESTION : '?' ;
GREATER : '>' ;
PIPE : '|' ;
BANG : '!' ;
SINGLE_OPEN : '\'' -> pushMode(SINGLE) ;
DOUBLE_OPEN : '"' -> pushMode(DOUBLE) ;
OPERATOR : [-+*/=<&^~,;:@#\\`] ;
ANY : . ;

// A literal may stay open at the end of its line or of the text: it must not swallow what follows.
mode SINGLE;
SINGLE_TEXT : ~['\\\r\n]+ -> type(LITERAL) ;
SINGLE_ESCAPE : '\\' ~[\r\n] -> type(LITERAL) ;
SINGLE_CLOSE : '\'' -> type(LITERAL_CLOSE), popMode ;
SINGLE_BREAK : [\r\n] -> type(LITERAL_CLOSE), popMode ;
SINGLE_ANY : . -> type(LITERAL) ;

mode DOUBLE;
DOUBLE_TEXT : ~["\\\r\n]+ -> type(LITERAL) ;
DOUBLE_ESCAPE : '\\' ~[\r\n] -> type(LITERAL) ;
DOUBLE_CLOSE : '"' -> type(LITERAL_CLOSE), popMode ;
DOUBLE_BREAK : [\r\n] -> type(LITERAL_CLOSE), popMode ;
DOUBLE_ANY : . -> type(LITERAL) ;
