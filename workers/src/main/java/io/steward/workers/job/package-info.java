/**
 * How a job is run, the same for all job types: read the request, do the work once, write the
 * response, and turn a failure into what the process can deal with.
 */
@NullMarked
package io.steward.workers.job;

import org.jspecify.annotations.NullMarked;
