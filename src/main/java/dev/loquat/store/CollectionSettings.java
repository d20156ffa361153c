package dev.loquat.store;

import dev.loquat.rank.FusionChoice;
import java.util.Optional;

/**
 * Settings to change of a collection; what is absent stays as it is.
 *
 * @param fusion for queries that name none
 */
public record CollectionSettings(Optional<Hnsw> hnsw, Optional<FusionChoice> fusion) {}
