package dev.loquat.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A document that could not be taken.
 *
 * @param id of the document, for reading: what cannot be stored in it is replaced
 * @param source the sync source it belongs to
 * @param detail why it failed the last time
 * @param retriable whether the document itself is kept, so that it can be tried again
 */
public record DeadLetter(
    String id,
    Optional<String> source,
    String detail,
    int attempts,
    Instant firstFailed,
    Instant lastFailed,
    boolean retriable) {}
