// SPDX-License-Identifier: Apache-2.0
/** Samples that anybody can draw again: which items, how many, and what their results show. */
package org.tracebinder.core.sample;
