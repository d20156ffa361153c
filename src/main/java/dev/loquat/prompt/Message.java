package dev.loquat.prompt;

import dev.loquat.prompt.template.ProvenanceSpan;
import java.util.List;

/**
 * A rendered message.
 *
 * @param role system, developer, user, assistant or tool
 * @param spans where the content's parts came from, tiling it; empty unless asked for
 */
public record Message(String role, String content, List<ProvenanceSpan> spans) {}
