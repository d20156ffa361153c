/**
 * Memory of rendered prompts. Up to 4096 bytes they live in buffers that are used again and
 * overwritten with zeros in between; larger ones are read through read-only views that share one
 * memory segment. Both kinds throw when used after their end; neither ever shows a byte of another
 * prompt.
 */
@NullMarked
package dev.loquat.prompt.memory;

import org.jspecify.annotations.NullMarked;
