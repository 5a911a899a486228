// SPDX-License-Identifier: Apache-2.0
/** Tracebinder: ingest. */
package org.tracebinder.ingest;
