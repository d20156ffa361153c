/**
 * What is done from a shell, each a small program of its own, so that a server does not pay for it.
 */
@NullMarked
package dev.loquat.command;

import org.jspecify.annotations.NullMarked;
