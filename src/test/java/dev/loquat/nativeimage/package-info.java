/**
 * Keeps the configuration of the native executable honest on machines that cannot build one: what
 * is reached by reflection or by a resource's name must be registered.
 */
@NullMarked
package dev.loquat.nativeimage;

import org.jspecify.annotations.NullMarked;
