/** Japanese short unit words. */
@NullMarked
package dev.loquat.text.ja;

import org.jspecify.annotations.NullMarked;
