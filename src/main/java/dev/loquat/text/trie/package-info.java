/**
 * Word lists as double-array tries, and the little-endian model files they live in. Promises reads
 * without allocation and in time linear in the text; a file of another format is refused by name.
 */
@NullMarked
package dev.loquat.text.trie;

import org.jspecify.annotations.NullMarked;
