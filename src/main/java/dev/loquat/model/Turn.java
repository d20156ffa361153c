package dev.loquat.model;

/**
 * One message of a conversation.
 *
 * @param role {@code system}, {@code user} or {@code assistant}
 */
public record Turn(String role, String content) {}
