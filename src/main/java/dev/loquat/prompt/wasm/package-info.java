/**
 * Chain steps of users' own, as WebAssembly modules: run by an interpreter in pure Java, with
 * limits on memory, instructions and time, and with no way out: a module that imports anything is
 * refused. The two functions that a module exports are described in {@code docs/wasm-steps.md}.
 */
@NullMarked
package dev.loquat.prompt.wasm;

import org.jspecify.annotations.NullMarked;
