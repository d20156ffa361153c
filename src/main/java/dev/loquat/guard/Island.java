package dev.loquat.guard;

import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * A closed piece of template syntax in a text.
 *
 * @param start offset of its opener
 * @param end offset after its closer
 * @param tokens what stands between them, without the islands inside
 * @param truncated whether it is longer than is looked at
 */
record Island(Opener opener, int start, int end, List<Token> tokens, boolean truncated) {}
