package dev.loquat.retrieve;

import dev.loquat.store.Passage;
import dev.loquat.store.TermScore;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A passage and why it is here.
 *
 * @param score fused, in [0,1]
 * @param bm25 absent if that path did not find it
 * @param similarity cosine; absent if that path did not find it
 * @param bm25Rank from 1
 * @param vectorRank from 1
 * @param terms the BM25 term by term, if the query asked for it
 * @param duplicates passages that nearly repeat this one and were joined to it
 */
public record RetrievedPassage(
    Passage passage,
    double score,
    OptionalDouble bm25,
    OptionalDouble similarity,
    OptionalInt bm25Rank,
    OptionalInt vectorRank,
    List<TermScore> terms,
    List<Passage> duplicates) {}
