/**
 * Embedding models by name: the packaged bge-small models run in this process by ONNX Runtime with
 * a WordPiece tokenizer in plain Java, loaded once, when first asked for; others can be added.
 */
@NullMarked
package dev.loquat.embed;

import org.jspecify.annotations.NullMarked;
