/** Names, dates, numbers and products in tagged sentences. The models are optional to load. */
@NullMarked
package dev.loquat.text.name;

import org.jspecify.annotations.NullMarked;
