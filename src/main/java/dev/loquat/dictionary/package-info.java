/**
 * User dictionaries: words of files, of the class path and of the database, in force as one, and
 * read again while the service runs. A change is in force as a whole or not at all; one that cannot
 * be read leaves the last good words in force and is logged with file and line. Promises that an
 * analyzer, once taken, never changes.
 */
@NullMarked
package dev.loquat.dictionary;

import org.jspecify.annotations.NullMarked;
