package dev.loquat.text;

/** A part of a text, from {@code start} to {@code end} exclusive, in UTF-16 units. */
public record Span(int start, int end) {}
