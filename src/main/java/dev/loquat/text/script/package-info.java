/** What a text is written in: character classes, clean UTF-16, sentences, languages. */
@NullMarked
package dev.loquat.text.script;

import org.jspecify.annotations.NullMarked;
