/** Chinese words: a lattice over a lexicon, best path, and what is known of each word. */
@NullMarked
package dev.loquat.text.zh;

import org.jspecify.annotations.NullMarked;
