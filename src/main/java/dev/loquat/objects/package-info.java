/**
 * Objects in buckets, fetched by whoever is told that they have changed: from a folder or by HTTP,
 * within a size, and never from anywhere but the configured place.
 */
@NullMarked
package dev.loquat.objects;

import org.jspecify.annotations.NullMarked;
