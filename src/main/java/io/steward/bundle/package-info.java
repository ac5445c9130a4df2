/**
 * The signed model bundle: recipe and model in one ONNX graph, its manifest and signature, and the
 * scorer that every other part uses. The model server depends on this package and the store alone.
 */
@NullMarked
package io.steward.bundle;

import org.jspecify.annotations.NullMarked;
