package dev.loquat.answer;

import dev.loquat.retrieve.RetrievedPassage;

/**
 * A passage with what an answer cites it by.
 *
 * @param number from 1
 * @param url the document's own address, or its page on this server
 */
public record CitablePassage(int number, String url, RetrievedPassage found) {}
