/**
 * The functions: one small class each, which reads its request strictly, asks one room below, and
 * gives back a record. The same class answers HTTP, CloudEvents and AWS Lambda.
 */
@NullMarked
package dev.loquat.function;

import org.jspecify.annotations.NullMarked;
