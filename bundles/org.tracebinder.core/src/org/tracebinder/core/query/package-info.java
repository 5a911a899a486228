// SPDX-License-Identifier: Apache-2.0
/** Read access to a trail: search, facets, scans, records and their bytes. No type of a search library appears here. */
package org.tracebinder.core.query;
