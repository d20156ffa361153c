/**
 * From documents to an index: chunks that follow sentences and headings, their terms and vectors,
 * written so that each document is whole or absent, and nothing is done twice.
 */
@NullMarked
package dev.loquat.ingest;

import org.jspecify.annotations.NullMarked;
