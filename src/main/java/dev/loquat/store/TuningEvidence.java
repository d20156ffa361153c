package dev.loquat.store;

/**
 * Why a collection's fusion is what it is: what it measured on judged queries; means over queries.
 *
 * @param queries how many were asked
 * @param ndcg nDCG@10
 * @param low lower end of the 95 % bootstrap interval of {@code ndcg}
 * @param high upper end of it
 * @param mrr reciprocal rank within 10
 * @param recall part of the relevant documents within 40
 * @param tried how many choices were compared
 * @param at when, as ISO 8601
 */
public record TuningEvidence(
    int queries,
    double ndcg,
    double low,
    double high,
    double mrr,
    double recall,
    int tried,
    String at) {}
