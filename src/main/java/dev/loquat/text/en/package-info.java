/** English words as the Universal Dependencies treebank EWT cuts them, and their stems. */
@NullMarked
package dev.loquat.text.en;

import org.jspecify.annotations.NullMarked;
