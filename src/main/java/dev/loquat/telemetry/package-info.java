/**
 * A span and a timer for every step of a request, by OpenTelemetry's and Micrometer's own
 * interfaces.
 */
@NullMarked
package dev.loquat.telemetry;

import org.jspecify.annotations.NullMarked;
