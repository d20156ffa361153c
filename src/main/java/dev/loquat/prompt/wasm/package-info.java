/**
 * Chain steps of users' own, as WebAssembly modules: run by an interpreter in pure Java, with
 * limits on memory, instructions and time, and with no way out but the few calls of {@link
 * dev.loquat.prompt.wasm.HostCall} that are granted to a step by its name. The two functions that a
 * module exports are described in {@code docs/wasm-steps.md}.
 */
@NullMarked
package dev.loquat.prompt.wasm;

import org.jspecify.annotations.NullMarked;
