/**
 * The steps that a prompt's variables pass before it is rendered, by name and in order. A step gets
 * all variables and gives all variables back; it may be asynchronous.
 */
@NullMarked
package dev.loquat.prompt.chain;

import org.jspecify.annotations.NullMarked;
