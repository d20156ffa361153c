/** Who may call, and which model a name means: keys and aliases, read from the configuration. */
@NullMarked
package dev.loquat.gateway;

import org.jspecify.annotations.NullMarked;
