// SPDX-License-Identifier: Apache-2.0
/** The full-text index of a trail: adding events, asking questions. No type of a search library appears here. */
package org.tracebinder.index;
