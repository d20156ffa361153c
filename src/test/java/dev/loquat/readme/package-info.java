/** What the README promises. */
package dev.loquat.readme;
