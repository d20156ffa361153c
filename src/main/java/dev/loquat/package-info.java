/** Loquat, the front end of LLM applications; every room is a package below this one. */
@NullMarked
package dev.loquat;

import org.jspecify.annotations.NullMarked;
