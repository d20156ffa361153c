/**
 * Streams of text: model tokens regrouped at semantic boundaries ({@link
 * dev.loquat.stream.Slicer}), and server-sent events as bytes ({@link dev.loquat.stream.SseFrames},
 * {@link dev.loquat.stream.SseReader}).
 *
 * <p>The room promises: pure values and buffers, no threads, sockets or clocks of its own; every
 * buffer is bounded; no slice ends inside a surrogate pair, a known grapheme cluster or a citation
 * marker.
 */
@NullMarked
package dev.loquat.stream;

import org.jspecify.annotations.NullMarked;
