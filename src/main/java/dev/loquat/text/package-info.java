/**
 * Text in Chinese, English and Japanese: words, tags, entities, sentences, languages, search terms.
 * One analyzer, versioned, for the index, the query and everything else; plain Java, no I/O but its
 * own packaged models. Never throws for any text: lone surrogates are read as U+FFFD. All offsets
 * are UTF-16 units, ends exclusive.
 */
@NullMarked
package dev.loquat.text;

import org.jspecify.annotations.NullMarked;
