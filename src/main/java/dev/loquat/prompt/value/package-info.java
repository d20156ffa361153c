/**
 * Plain JSON values and how they are named, compared, read and written: {@code Map<String,
 * Object>}, {@code List<Object>}, {@code String}, {@code Number}, {@code Boolean} and {@link
 * dev.loquat.prompt.value.JsonNull}. A Java {@code null} inside a map or list is read as JSON's
 * null, so that maps made by any JSON library can be passed in.
 */
@NullMarked
package dev.loquat.prompt.value;

import org.jspecify.annotations.NullMarked;
