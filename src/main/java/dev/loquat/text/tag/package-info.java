/**
 * Labels for sequences: parts of speech and names, by averaged perceptrons over hashed features.
 * Promises labels in time linear in the sequence, from models of a few megabytes.
 */
@NullMarked
package dev.loquat.text.tag;

import org.jspecify.annotations.NullMarked;
