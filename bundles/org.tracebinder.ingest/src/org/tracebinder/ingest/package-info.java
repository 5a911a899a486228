// SPDX-License-Identifier: Apache-2.0
/** From files to records: detect, unpack, frame, limit. Holds the reader interface that each format implements. */
package org.tracebinder.ingest;
