// SPDX-License-Identifier: Apache-2.0
/**
 * The path of one inference and what it rests on: {@link org.tracebinder.trace.Traces} opens a trace,
 * {@link org.tracebinder.trace.Lineage} answers where models and data came from, as of a moment. Everything read here
 * comes through {@link org.tracebinder.core.query.Trail}; nothing is ever written.
 */
package org.tracebinder.trace;
