/**
 * The process that serves the object store: S3Proxy over a folder, on loopback, with AWS V4
 * credentials.
 */
@NullMarked
package io.steward.platform.s3proxy;

import org.jspecify.annotations.NullMarked;
