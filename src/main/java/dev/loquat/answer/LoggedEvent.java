package dev.loquat.answer;

/**
 * An event of an answer, as it is kept.
 *
 * @param id 0 for the passages, then rising by one
 * @param name the event's name
 * @param json its data
 */
public record LoggedEvent(long id, String name, String json) {}
