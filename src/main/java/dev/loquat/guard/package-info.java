/**
 * Defence against injected prompts and templates: {@link dev.loquat.guard.Guard#scan} says whether
 * untrusted text may go on, and what in it speaks against that.
 *
 * <p>The room promises: no input makes it throw; time and memory grow linearly with the text; spans
 * point into the text as it came; policies are immutable data that can be exchanged at any time.
 */
@NullMarked
package dev.loquat.guard;

import org.jspecify.annotations.NullMarked;
