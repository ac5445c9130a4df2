/**
 * Where everything that Steward produces lies: content-addressed blobs, named documents that are
 * written once, and the journal that lets a step be repeated without doing its work twice. Only
 * this package knows the object-store client.
 */
@NullMarked
package io.steward.artifact;

import org.jspecify.annotations.NullMarked;
