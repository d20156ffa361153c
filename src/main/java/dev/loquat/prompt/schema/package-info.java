/**
 * JSON Schema draft 2020-12: compiles a schema into a validator that collects every violation with
 * its JSON pointer, fills defaults, makes samples, and tells what it knows of the data's shape. A
 * compiled {@link dev.loquat.prompt.schema.Schema} is immutable and shared by all threads; nothing
 * is ever fetched from a network.
 */
@NullMarked
package dev.loquat.prompt.schema;

import org.jspecify.annotations.NullMarked;
