/** Measures the text room on treebanks and name corpora: a command, and the readers it needs. */
@NullMarked
package dev.loquat.text.eval;

import org.jspecify.annotations.NullMarked;
