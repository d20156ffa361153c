/** Measures the text room on treebanks and name corpora: readers, scorers, figures a file. */
@NullMarked
package dev.loquat.text.eval;

import org.jspecify.annotations.NullMarked;
