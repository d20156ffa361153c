/**
 * Puts the rooms together: which implementation stands behind which interface, and with which
 * settings.
 */
@NullMarked
package dev.loquat.wiring;

import org.jspecify.annotations.NullMarked;
